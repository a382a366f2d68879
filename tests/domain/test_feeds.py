"""What a reader of the feed may see is put on record when it is another than before, and only then."""

from dataclasses import replace
from typing import Any, Final

from domain.feeds import STAND, FeedRightsNoted, NoteFeedRights
from domain.procedure import Denied, Ruling
from tests.support.desk import after, decide, rule
from tests.support.leads import NOW
from tests.support.people import OFFICER

HERE: Final = NoteFeedRights(subscriber=OFFICER.id, office="370104", division="370104", occurred=NOW)
THERE: Final = replace(HERE, office="370104014", division="370104014")


def noted(states: dict[str, Any], command: NoteFeedRights) -> tuple[FeedRightsNoted, dict[str, Any]]:
    ruling = rule(states, OFFICER, command, NOW)
    assert isinstance(ruling, Ruling)
    decision = decide(states, OFFICER, command, NOW, ruling)
    ((_, event),) = decision
    assert isinstance(event, FeedRightsNoted)
    return event, after(states, decision)


def test_each_stands_beside_the_one_before() -> None:
    first, states = noted({}, HERE)
    second, _ = noted(states, THERE)

    assert (first.was_office, first.office) == ("", "370104")
    assert (second.was_office, second.was_division, second.office) == ("370104", "370104", "370104014")


def test_the_same_again_is_refused() -> None:
    _, states = noted({}, HERE)

    again = rule(states, OFFICER, HERE, NOW)

    assert isinstance(again, Denied)
    assert again.code == STAND
