"""The supervisor's charts: what is counted of the leads that are shown to somebody, and where each number leads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Final, NamedTuple

from api.console.charts.bars import bars
from api.console.charts.columns import columns
from api.console.charts.grid import grid
from api.console.charts.marks import Mark
from api.console.charts.tiles import tiles
from api.console.ledger_asked import Asked
from api.console.ledger_told import days_told
from api.console.saying import Saying
from api.console.seat import Seat
from api.lead_path import PATH
from api.sight import sight
from domain.catalogue import MASKED
from domain.instants import day_of
from domain.lead.periods import months_after
from domain.lead.stage import OPEN, Stage
from domain.lead.vocabulary import Business, Pretext
from domain.values.divisions import WHOLE, contains, significant
from projections.board import By, Stood, Tally, closed, reached, registered, stood, tally
from projections.ledger_past import Span
from projections.ledger_rows import ANY_TIME, LedgerFilter

DISTRICT, STREET = WHOLE[:2]
"""Digits that name them."""
BOUNDS: Final = (7, 30, 90, 180)
"""Days between which leads are told apart by how long they stand."""
BANDS: Final = tuple(f"{a}-{b}" for a, b in zip((0, *BOUNDS), (*BOUNDS, ""), strict=True))
DAY: Final = 86_400_000_000
"""In µs."""
MONTHS: Final = 12
WORST: Final = 10
"""Leads that are named as stuck."""


class Cell(NamedTuple):
    """What stands in a table, and where it leads."""

    text: object
    address: str = ""


class Chart(NamedTuple):
    """A picture with its table; ``note`` says what is counted, ``lines`` is empty where there is nothing to show."""

    key: str
    title: str
    note: str
    picture: str
    heads: Sequence[str]
    lines: Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Board:
    """Somebody's board: ``asked`` is what all of it is narrowed by, ``wanted`` the same as the ledger is asked."""

    seat: Seat
    asked: Asked
    wanted: LedgerFilter
    now: datetime

    @property
    def say(self) -> Saying:
        """How he is spoken to."""
        return self.seat.say

    @property
    def today(self) -> date:
        """By the clock."""
        return day_of(self.now)

    @cached_property
    def counted(self) -> Tally:
        """What most charts tell, counted once; overdue is what was due by yesterday."""
        found: Tally = self.ask(tally, self.yesterday)
        return found

    @cached_property
    def stood(self) -> Stood:
        """How long the open ones have stood where they stand."""
        found: Stood = self.ask(stood, self.now, BOUNDS, WORST, stages=OPEN)
        return found

    @property
    def yesterday(self) -> date:
        """The last day that is over."""
        return self.today - timedelta(days=1)

    def ask(self, query: Callable[..., Any], *given: Any, **narrower: Any) -> Any:  # noqa: ANN401 - any query
        """The answer for his leads, or for some of them."""
        return self.seat.app.read_models.ask(query, replace(self.wanted, **narrower), *given)


def board_of(seat: Seat, asked: Asked) -> Board:
    """Raises ``NotPermitted`` for whom leads are no sight, ``InvalidInput`` for what is no area."""
    seat.app.read_models.catch_up()
    wanted = replace(asked.filter(seat.app), shown_to=sight(seat.app, seat.actor))
    return Board(seat, asked, wanted, seat.app.clock.now())


def figures(board: Board) -> list[Mark]:
    """What stands above the charts: all leads, those not settled, those overdue."""
    say, asked = board.say, board.asked
    found, late = board.counted.by(By.STAGE), board.counted.by(By.STAGE, overdue=True)
    return [
        Mark(say("线索", "leads"), sum(found.values()), asked.address()),
        Mark(say("在办", "open"), sum(found.get(stage, 0) for stage in OPEN), asked.address(stage=OPEN)),
        Mark(say("已超期", "overdue"), sum(late.values()), asked.address(due_by=board.yesterday)),
    ]


def overdue(board: Board) -> Chart:
    """Leads whose last day has passed, by the stage they stand at."""
    say, found = board.say, board.counted.by(By.STAGE, overdue=True)
    marks = [
        Mark(say.name(stage), found[stage], board.asked.address(stage=(stage,), due_by=board.yesterday))
        for stage in Stage
        if found.get(stage)
    ]
    note = say("办理期限已过的线索，按所在阶段", "leads whose last day has passed, by stage")
    title = say("超期", "Overdue")
    return Chart("overdue", title, note, bars(title, marks, kind="late"), _heads(say, "阶段", "Stage"), _lines(marks))


def stuck(board: Board) -> Chart:
    """The leads that stand longest where they stand; names of natural persons stay masked."""
    say = board.say
    marks, lines = list[Mark](), list[tuple[Cell, ...]]()
    for each in board.stood.longest:
        name = MASKED if each.natural_person else each.subject or each.number
        stage = say.name(each.stage) + (say("（中止）", " (suspended)") if each.suspended else "")
        whole = each.spent // DAY
        marks.append(Mark(name, whole, f"/leads/{each.lead}", f"{each.number} {name} {stage}"))
        lines.append((Cell(each.number, f"/leads/{each.lead}"), Cell(name), Cell(stage), Cell(whole)))
    heads = (say("线索编号", "Number"), say("对象", "Subject"), say("阶段", "Stage"), say("天数", "Days"))
    title = say("滞留最久", "Stuck longest")
    note = say(
        "在本阶段停留最久的在办线索，天数不含中止", "open leads longest at their stage; suspensions do not count"
    )
    picture = bars(title, marks, lambda days: say("{days}天", "{days} d", days=days))
    return Chart("stuck", title, note, picture, heads, lines)


def by_street(board: Board) -> Chart:
    """A tile a street; leads of whose place no street is known have a tile of the area that is."""
    say, called = board.say, {each.code: each.name for each in board.seat.app.divisions}
    found = board.counted.by(By.STREET)
    marks = [
        _tile(board, code, called.get(code, code), found.get(code, 0)) for code in sorted({*found, *_streets(board)})
    ]
    note = say("各街道的线索，颜色越深越多", "leads of each street, the darker the more")
    title = say("街道分布", "By street")
    return Chart(
        "streets", title, note, tiles(title, marks), (say("街道", "Street"), say("件", "Leads")), _lines(marks)
    )


def _tile(board: Board, code: str, name: str, count: int) -> Mark:
    if len(significant(code)) >= STREET:
        return Mark(name, count, board.asked.address(division=code))
    return Mark(board.say("{name}其他", "{name}, elsewhere", name=name), count, board.asked.address(street=code))


def _streets(board: Board) -> set[str]:
    """Those without leads too, where it is a district that is looked at."""
    area = board.wanted.division or board.seat.actor.division
    if len(significant(area)) < DISTRICT:
        return set()
    return {
        each.code
        for each in board.seat.app.divisions
        if len(significant(each.code)) == STREET and contains(area, each.code) and each.holds(board.today)
    }


def by_age(board: Board) -> Chart:
    """How many stand how long at each stage."""
    say, found = board.say, board.stood.ages
    heads = [say(days_told(band)) for band in BANDS]
    rows = [
        (say.name(stage), [
            Mark(f"{say.name(stage)} {head}", found.get((stage, at), 0), board.asked.address(stage=(stage,), age=band))
            for at, (band, head) in enumerate(zip(BANDS, heads, strict=True))
        ])
        for stage in OPEN if any(here is stage for here, _ in found)
    ]  # fmt: skip
    lines = [(Cell(label), *(Cell(each.value, each.address) for each in marks)) for label, marks in rows]
    title = say("阶段停留", "Time at stage")
    note = say("在办线索在本阶段停留多久，不含中止", "how long open leads have stood at their stage, suspensions apart")
    return Chart("ages", title, note, grid(title, heads, rows), (say("阶段", "Stage"), *heads), lines)


def funnel(board: Board) -> Chart:
    """How many leads ever came to each of the nine steps, and how many are there now."""
    say, steps = board.say, [step.stages for step in PATH]
    stages = [tuple(sorted(each, key=list(Stage).index)) for each in steps]
    now = board.counted.by(By.STAGE)
    marks = [Mark(say(step.words), count, board.asked.address(been=these))
             for step, these, count in zip(PATH, stages, board.ask(reached, steps), strict=True)]  # fmt: skip
    lines = [
        (Cell(mark.label), Cell(mark.value, mark.address),
         Cell(sum(now.get(stage, 0) for stage in these), board.asked.address(stage=these)))
        for mark, these in zip(marks, stages, strict=True)
    ]  # fmt: skip
    title, note = say("九步漏斗", "Nine steps"), say("曾到过各步的线索", "leads that ever came to each step")
    heads = (say("步骤", "Step"), say("曾到", "Ever"), say("现在", "Now"))
    return Chart("funnel", title, note, bars(title, marks), heads, lines if any(each.value for each in marks) else ())


def by_month(board: Board) -> Chart:
    """Registrations and closures of the last twelve months, this one among them, whatever period is looked at."""
    say, first = board.say, board.today.replace(day=1)
    begins = [months_after(first, back) for back in range(1 - MONTHS, 1)]
    spans = [Span(begin, months_after(begin, 1) - timedelta(days=1)) for begin in begins]
    told = [say(f"{each.year}年{each.month}月", f"{each:%Y-%m}") for each in begins]
    came = [
        Mark(f"{month} {say('登记', 'registered')}", count, board.asked.address(since=span.since, until=span.until))
        for month, span, count in zip(told, spans, board.ask(registered, spans, registered=ANY_TIME), strict=True)
    ]
    ever = board.asked._replace(since=None, until=None)
    gone = [
        Mark(f"{month} {say('办结', 'closed')}", count, ever.address(closed_since=span.since, closed_until=span.until))
        for month, span, count in zip(told, spans, board.ask(closed, spans, registered=ANY_TIME), strict=True)
    ]
    labels = [say(f"{each.month}月", f"{each.month}") for each in begins]
    lines = [(Cell(month), Cell(a.value, a.address), Cell(b.value, b.address))
             for month, a, b in zip(told, came, gone, strict=True)]  # fmt: skip
    title = say("每月登记与办结", "Registered and closed by month")
    note = say("最近12个月：深色为登记，浅色为办结", "the last 12 months: dark registered, light closed")
    heads = (say("月份", "Month"), say("登记", "Registered"), say("办结", "Closed"))
    some = lines if any(each.value for each in (*came, *gone)) else ()
    return Chart("months", title, note, columns(title, labels, (came, gone)), heads, some)


def by_pretext(board: Board) -> Chart:
    """By the eight names of the notice."""
    say, found = board.say, board.counted.by(By.PRETEXT)
    marks = [Mark(say.name(each), found.get(each, 0), board.asked.address(pretext=each)) for each in Pretext]
    return _classes(board, "pretexts", say("宣传名目", "Pretexts"), marks)


def by_business(board: Board) -> Chart:
    """By 业务类别."""
    say, found = board.say, board.counted.by(By.BUSINESS)
    marks = [Mark(say.name(each), found.get(each, 0), board.asked.address(business=each)) for each in Business]
    return _classes(board, "businesses", say("业务类别", "Business"), marks)


def _classes(board: Board, key: str, title: str, marks: Sequence[Mark]) -> Chart:
    """The most frequent first."""
    say, some = board.say, sorted((each for each in marks if each.value), key=lambda each: -each.value)
    note = say(
        "未填的按台账文字推断（办公规则）", "where nobody said it, read from the words of the ledger (office rule)"
    )
    return Chart(key, title, note, bars(title, some), _heads(say, "类别", "Class"), _lines(some))


def _heads(say: Saying, zh: str, en: str) -> tuple[str, str]:
    return say(zh, en), say("件", "Leads")


def _lines(marks: Sequence[Mark]) -> list[tuple[Cell, ...]]:
    return [(Cell(each.label), Cell(each.value, each.address)) for each in marks]


CHARTS: Final = (overdue, by_month, stuck, by_age, by_street, funnel, by_pretext, by_business)
"""In the order of the page."""
