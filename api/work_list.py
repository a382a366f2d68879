"""A page of what waits for somebody, for every way in: papers for his word, then leads with something for him to do."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from api.app import App
from api.duties import Waiting, place_text, waiting
from api.signing import masked, to_sign
from domain.actor import Actor
from domain.catalogue import MASKED
from domain.lead.guards import Located
from projections.signature_requests import Unsigned
from projections.work_list import Place

PAGE: Final = 20
"""Leads of a page, where nobody says how many."""
Opening = Callable[[Mapping[str, Located]], AbstractSet[str]]
"""Leads by their ids → those whose personal data is shown to whoever asks: that is on record by then."""


class WorkList(NamedTuple):
    """``papers`` stand on the first page alone; ``following`` is the place where the next begins, empty on the last."""

    papers: list[Unsigned]
    duties: list[Waiting]
    following: str


def work_list(
    app: App, actor: Actor, opened: Opening, *, mine: bool, after: Place | None, limit: int = PAGE
) -> WorkList:
    """A page from a place on, of leads in his own hands alone with ``mine``.

    Names of natural persons and what is proposed are masked but for the leads that are ``opened``.
    """
    found = list(islice(waiting(app, actor, actor.id if mine else "", after), limit + 1))
    papers = [] if after else list(islice(to_sign(app, actor), limit))
    following = place_text(found[limit - 1].place) if len(found) > limit else ""
    persons = {each.duty.lead: each.duty for each in found[:limit] if each.duty.natural_person}
    proposed = {each.lead: each for each in papers}
    veiled = (persons.keys() | proposed.keys()) - opened({**persons, **proposed})
    return WorkList(
        [masked(each) if each.lead in veiled else each for each in papers],
        [_masked(each) if each.duty.lead in persons.keys() & veiled else each for each in found[:limit]],
        following,
    )


def _masked(each: Waiting) -> Waiting:
    return replace(each, duty=replace(each.duty, subject=MASKED))
