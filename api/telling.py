"""What happened, as programs read it, with everybody and everything called by name."""

from functools import cache

from api import people
from api.app import App
from api.sight import insider
from domain.actor import Actor
from domain.catalogue import MASKED
from domain.errors import LogDamaged, NotFound
from domain.lead.sight import shown_to
from domain.values.divisions import unlisted
from projections.names import Names
from projections.timeline import Entry


def names(app: App, asking: Actor | None) -> Names:
    """Persons, offices and areas by their names, leads by their numbers; an id nobody knows stays an id.

    A lead of one's own may name another that is not: its number is masked. Raises ``NotPermitted``.
    """
    asking = insider(app, asking)
    named, organs = people.names(app), people.organs(app)

    @cache
    def lead(identity: str) -> str:
        try:
            state = app.lead(identity)
        except (NotFound, LogDamaged):  # a lead that cannot be read is no reason not to read those that name it
            return identity
        return state.number if asking is None or shown_to(asking, state) else MASKED

    def called(identity: str) -> str:
        return named.get(identity, identity)

    def area(code: str) -> str:
        return named.get(code) or unlisted(code)

    return Names(person=called, office=lambda code: organs.get(code, code), lead=lead, area=area)


def entry_json(entry: Entry) -> dict[str, object]:
    """The documented shape of an entry."""
    return {
        "position": entry.position,
        "stream": entry.stream,
        "version": entry.version,
        "type": entry.name,
        "move": entry.move,
        "occurred": entry.occurred,
        "recorded_at": entry.recorded_at,
        "actor": entry.actor,
        "words": entry.sentence,
        "reached": entry.reached,
    }
