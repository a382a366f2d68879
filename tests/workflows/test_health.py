"""What is judged of a follower, from where it stands and when it gave signs of life."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import pytest

from workflows.health import GRADES, PATIENCE, SILENCE, Condition, Followed, Grade, Health, Held, Kind, Place, Sign

NOW: Final = datetime(2026, 1, 5, tzinfo=UTC)
SECOND: Final = timedelta(seconds=1)
ALIVE: Final = Sign("one", at=NOW - SECOND, moved=NOW - SECOND)
IDLE: Final = Sign("idle", at=NOW - SECOND, moved=NOW - timedelta(hours=1))
SILENT: Final = Sign("silent", at=NOW - SILENCE - SECOND, moved=NOW - SILENCE - SECOND)
AHEAD: Final = Sign("ahead", at=NOW + timedelta(hours=1), moved=NOW)
TROUBLED: Final = replace(ALIVE, trouble="OSError")
HELD: Final = Held("notes", 1, "sample/a", 3, "sample.noted/1", NOW, "RuntimeError", 2)
LATE: Final = NOW - PATIENCE - SECOND

WELL: Final = Followed(
    kind=Kind.MODEL, name="notes", generation=1, position=5, behind=0, waiting_since=None, signs=(ALIVE,), now=NOW
)


@pytest.mark.parametrize(
    ("change", "condition"),
    [
        ({}, Condition.WELL),
        ({"signs": (IDLE,)}, Condition.WELL),
        ({"signs": ()}, Condition.UNATTENDED),
        ({"signs": (), "waiting_since": LATE, "behind": 1}, Condition.UNATTENDED),
        ({"signs": (), "waiting_since": LATE, "behind": 1, "kind": Kind.EFFECT}, Condition.STALLED),
        ({"signs": (), "kind": Kind.EFFECT}, Condition.UNATTENDED),
        ({"signs": (SILENT,)}, Condition.SILENT),
        ({"signs": (AHEAD,)}, Condition.SILENT),
        ({"signs": (SILENT, ALIVE)}, Condition.ONE_SILENT),
        ({"signs": (TROUBLED,)}, Condition.TROUBLED),
        ({"waiting_since": NOW, "behind": 1}, Condition.WELL),
        ({"waiting_since": LATE, "behind": 900}, Condition.BEHIND),
        ({"waiting_since": LATE, "behind": 1, "signs": (IDLE,)}, Condition.STALLED),
        ({"waiting_since": LATE, "behind": 1, "signs": (SILENT,)}, Condition.SILENT),
        ({"held": (HELD,)}, Condition.PARKED),
        ({"held": (HELD,), "signs": ()}, Condition.PARKED),
        ({"held": (HELD,), "signs": (SILENT,)}, Condition.SILENT),
        ({"place": Place.BUILDING, "signs": ()}, Condition.BUILDING),
        ({"place": Place.OTHER, "signs": (SILENT,)}, Condition.OTHER),
        ({"place": Place.GONE}, Condition.RETIRED),
        ({"kind": Kind.WEBHOOK, "signs": (), "waiting_since": LATE, "behind": 1}, Condition.STALLED),
        ({"kind": Kind.WEBHOOK, "waiting_since": LATE, "behind": 1, "stopped": "gone"}, Condition.STOPPED),
        ({"kind": Kind.RELAY, "signs": ()}, Condition.UNATTENDED),
        ({"kind": Kind.RELAY, "signs": (), "waiting_since": LATE, "behind": 1}, Condition.NOT_RUN),
        ({"kind": Kind.RELAY, "signs": (IDLE,), "waiting_since": LATE, "behind": 1}, Condition.STALLED),
        ({"kind": Kind.RELAY, "signs": (SILENT,), "diverged": "relay.diverged"}, Condition.DIVERGED),
    ],
)
def test_the_worst_that_is_the_matter_is_told(change: dict[str, object], condition: Condition) -> None:
    assert replace(WELL, **change).condition is condition  # type: ignore[arg-type]


def test_every_condition_has_a_grade_and_the_worst_are_told_first() -> None:
    grades = [GRADES[each] for each in Condition]

    assert grades == sorted(grades, key=list(Grade).index, reverse=True)


def test_the_whole_is_as_its_worst_part() -> None:
    parked, silent = replace(WELL, held=(HELD,)), replace(WELL, signs=(SILENT,))

    assert Health(5, (WELL, WELL)).grade is Grade.HEALTHY
    assert Health(5, (WELL, parked)).grade is Grade.DEGRADED
    assert Health(5, (parked, silent, WELL)).grade is Grade.UNHEALTHY
    assert Health(5, (WELL,), trouble="OSError").grade is Grade.DEGRADED
    assert parked.parked == 3
