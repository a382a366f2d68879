"""A page of what waits for somebody, for every way in: papers for his word, the word on those he asked for, leads."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from api.app import App
from api.duties import Waiting, place_text, waiting
from api.signing import asked_for, masked, to_sign
from domain.actor import Actor
from domain.catalogue import MASKED
from domain.lead.guards import Located
from projections.signature_requests import Asked, Unsigned
from projections.work_list import Place

PAGE: Final = 20
"""Leads of a page, where nobody says how many."""
Opening = Callable[[Mapping[str, Located]], AbstractSet[str]]
"""Leads by their ids → those whose personal data is shown to whoever asks: that is on record by then."""


class WorkList(NamedTuple):
    """``papers`` to sign, and those that he ``asked`` to have signed, stand on the first page alone.

    ``following`` is the place where the next begins, empty on the last.
    """

    papers: list[Unsigned]
    asked: list[Asked]
    duties: list[Waiting]
    following: str


def work_list(
    app: App, actor: Actor, opened: Opening, *, mine: bool, after: Place | None, limit: int = PAGE
) -> WorkList:
    """A page from a place on, of leads in his own hands, or in nobody's of his office, alone with ``mine``.

    Names of natural persons and what is proposed are masked but for the leads that are ``opened``.
    """
    found = list(islice(waiting(app, actor, actor.id if mine else "", after), limit + 1))
    papers = [] if after else list(islice(to_sign(app, actor), limit))
    asked = [] if after else asked_for(app, actor)
    following = place_text(found[limit - 1].place) if len(found) > limit else ""
    persons: dict[str, Located] = {each.duty.lead: each.duty for each in found[:limit] if each.duty.natural_person}
    proposed: dict[str, Located] = {each.lead: each for each in papers}
    answered: dict[str, Located] = {each.lead: each for each in asked if each.natural_person}
    private = persons | proposed | answered
    veiled = private.keys() - opened(private)
    return WorkList(
        [masked(each) if each.lead in veiled else each for each in papers],
        [replace(each, subject=MASKED) if each.natural_person and each.lead in veiled else each for each in asked],
        [_masked(each) if each.duty.natural_person and each.duty.lead in veiled else each for each in found[:limit]],
        following,
    )


def _masked(each: Waiting) -> Waiting:
    return replace(each, duty=replace(each.duty, subject=MASKED))
