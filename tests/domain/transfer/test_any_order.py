"""Whatever is tried in whatever order: nothing raises, replay gives the same state, and the ways back are true."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from domain.lead.disposal.commands import CriminalEnd, NoteCriminalEnd, TakeUpAgain
from domain.lead.disposal.events import CriminalEnded, PoliceFiled, TakenUpAgain, TransferMoved
from domain.lead.vocabulary import TransferMark
from domain.procedure import KEEP, Ruling
from domain.transfer.base import TransferEvent
from domain.transfer.evolve import fold
from domain.transfer.stage import TransferStage
from tests.support.transfers import STEPS, WALKS, District, Event, lead_events, paper, step, suspicion, walk, who
from workflows.procedures.transfer import TRANSFER


def take_up(at: datetime, track: str) -> TakeUpAgain:
    return TakeUpAgain(lead="lead-7", occurred=at, transfer=f"transfer/{track}", reason="依法处理")


def end(at: datetime, _: str) -> NoteCriminalEnd:
    return NoteCriminalEnd(lead="lead-7", occurred=at, end=CriminalEnd.WITHDRAWN, notice=paper())


ON_LEAD = {"M17": lambda at, _: suspicion(at), "M19": end, "M20": take_up}

BEGINNINGS = [(), *(steps[: len(steps) - left] for steps in WALKS for left in (0, 2))]
TRIES = st.tuples(
    st.sampled_from(BEGINNINGS),
    st.lists(
        st.tuples(st.sampled_from([*STEPS, *ON_LEAD]), st.sampled_from(range(10)), st.sampled_from([0, 1, 4])),
        max_size=30,
    ),
)
"""The first steps of a way through the diagram; then commands by row, a die, and the days that pass before each."""

Tries = tuple[tuple[str | int, ...], list[tuple[str, int, int]]]


def fitting(district: District, wild: str, die: int) -> str:
    """Mostly a command that leads on from the stage, so that the tries go far; on 0 and 1 the wild one."""
    leading = [row.command for row in TRANSFER.rows if district.current.stage in row.source and row.target is not KEEP]
    names = [name for name in STEPS if type(step(name, district)) in leading]
    return names[die % len(names)] if names and die > 1 else wild


def tried(tries: Tries) -> District:
    """What came of it: refused commands leave nothing."""
    taken, rest = tries
    district = walk(taken)
    for wild, die, days in rest:
        district.wait(days=days, hours=1)
        name = fitting(district, wild, die)
        command = ON_LEAD[name](district.now, district.transfer) if name in ON_LEAD else step(name, district)
        if not isinstance(district.judge(command, who(name)), Ruling):
            continue
        (stream, _), *_ = district.do(command, who(name))
        if name == "M17":
            district.transfer = stream.partition("/")[2]
    return district


def of(district: District, stream: str) -> list[TransferEvent]:
    return [event for each, event in district.log if each == stream and isinstance(event, TransferEvent)]


@given(TRIES)
def test_replay_gives_the_state_that_the_steps_gave(tries: Tries) -> None:
    district = tried(tries)

    for stream, state in district.states.items():
        if stream.startswith("transfer/"):
            assert fold(stream.partition("/")[2], of(district, stream)) == state  # type: ignore[arg-type]


@given(TRIES)
def test_each_event_begins_where_the_last_one_ended(tries: Tries) -> None:
    district = tried(tries)

    for stream in district.states:
        stage = TransferStage.UNOPENED
        for event in of(district, stream) if stream.startswith("transfer/") else ():
            assert event.came_from is stage
            stage = event.stage


@given(TRIES)
def test_a_way_back_leads_to_a_stage_recorded_before(tries: Tries) -> None:
    filed_from = None
    held: dict[str, object] = {}
    for event in lead_events(tried(tries).log):
        if isinstance(event, TransferMoved) and event.mark is TransferMark.OPENED:
            held[event.track] = event.stage
        elif isinstance(event, PoliceFiled):
            filed_from = event.came_from
        elif isinstance(event, CriminalEnded):
            assert event.stage is filed_from
        elif isinstance(event, TakenUpAgain):
            assert event.stage is held[event.transfer]


@given(TRIES)
def test_police_who_were_not_late_have_the_case_back_under_examination(tries: Tries) -> None:
    district = tried(tries)

    for stream in [each for each in district.states if each.startswith("transfer/")]:
        begun: TransferStage | None = None
        for event in of(district, stream):
            if event.stage is TransferStage.SUPERVISION and event.came_from is not TransferStage.SUPERVISION:
                begun = event.came_from
            if event.move == "T10w":
                assert event.stage is begun


@given(TRIES)
def test_the_lead_points_at_events_that_are_there(tries: Tries) -> None:
    district = tried(tries)
    pointed = [event for event in lead_events(district.log) if isinstance(event, TransferMoved)]

    assert all(of(district, each.track)[each.track_version - 1].occurred == each.occurred for each in pointed)


@given(TRIES)
def test_letters_are_numbered_without_gaps(tries: Tries) -> None:
    log: list[Event] = tried(tries).log
    drawn = [event.sequence for stream, event in log if stream.startswith("numbers/")]  # type: ignore[attr-defined]

    assert drawn == list(range(1, len(drawn) + 1))
