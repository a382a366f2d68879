"""What must hold for interviews, orders and re-checks."""

from domain.instants import clock, day_of
from domain.lead.answering import answers
from domain.lead.guards import act_day, of_the_area, two_certified
from domain.lead.interview.commands import (
    AcceptRectification,
    OrderRectification,
    RecordInterview,
    RecordNoShow,
    RecordRecheck,
    ReturnToVerification,
    SummonInterview,
)
from domain.lead.state import Lead
from domain.procedure import Failed, Situation, failed, guard
from domain.words import EMPTY, NONE, Words


@guard("interview.risk", "R737 18", zh="须说明可能存在的风险", en="say why a risk may exist")
def risk_stated(_: Lead, command: SummonInterview, __: Situation) -> Failed | None:
    """The lowest threshold: "may be", below suspicion; but it must be said."""
    return (
        None if command.risk.strip() else failed("风险说明", "the risk", EMPTY, Words("有", "stated"), fields=("risk",))
    )


@guard("interview.address", "R737 18", zh="须查明被约谈人的地址", en="the party's address must be known")
def address_known(_: Lead, command: SummonInterview, __: Situation) -> Failed | None:
    """A notice that cannot reach its party is none."""
    return (
        None
        if command.address.strip()
        else failed("地址", "address", EMPTY, Words("已查明", "known"), fields=("address",))
    )


@guard("interview.hour", "R737 18", "office order-of-acts", zh="约谈时间不得早于发出通知之日、送达之日",
       en="nobody is summoned for a day before the notice, or before its service")  # fmt: skip
def summoned_ahead(_: Lead, command: SummonInterview, __: Situation) -> Failed | None:
    """Else a no-show could be recorded at once. Days are compared: offices often know only the day of an act."""
    first = max(act_day(command), command.service.on)
    if day_of(command.at) >= first:
        return None
    return failed("约谈时间", "interview at", clock(command.at), f"≥ {first}", fields=("at",))


@guard("interview.two-officers", "office two-officers-minutes", zh="约谈须由两名以上持证人员进行并记录",
       en="two certificate holders hold the interview")  # fmt: skip
def two_interviewers(
    lead: Lead, command: RecordInterview | RecordNoShow | RecordRecheck, situation: Situation
) -> Failed | None:
    """By law two are needed in investigation; for interviews, and for waiting in vain, it is an office rule."""
    return two_certified(command.officers, situation, act_day(command), of_the_area(lead))


@guard("no-show.waited", "R737 18", "office no-show-alone", zh="约谈时间未到，不能记录未到场",
       en="nobody is absent before the time he was summoned for")  # fmt: skip
def waited_for(lead: Lead, command: RecordNoShow, _: Situation) -> Failed | None:
    """The notice names the hour."""
    at = lead.interview.at
    if at is None or command.waited_until >= at:
        return None
    return failed("等候至", "waited until", clock(command.waited_until), f"≥ {clock(at)}", fields=("waited_until",))


@guard("order.minutes", "R737 18", "office two-officers-minutes", zh="约谈并形成记录后方可责令整改",
       en="the interview and its minutes come before the order")  # fmt: skip
def minutes_recorded(lead: Lead, _: OrderRectification, __: Situation) -> Failed | None:
    """The order follows the interview."""
    return None if lead.interview.minutes else failed("约谈记录", "minutes", NONE, Words("有", "recorded"))


@guard("order.same-organ", "R737 18", "office own-name-and-seal", zh="须由约谈机关继续办理（责令整改、退回、再次约谈）",
       en="the organ that interviewed goes on: order, return, second interview")  # fmt: skip
def same_organ(
    lead: Lead, _: OrderRectification | ReturnToVerification | SummonInterview, situation: Situation
) -> Failed | None:
    """Each organ acts in its own name and seal. Of what was carried over nobody knows who interviewed."""
    held, actor = lead.interview.office, situation.actor
    if held == actor.office or (not held and answers(lead, actor)):
        return None
    return failed("约谈机关", "interviewing office", held or lead.office, actor.office)


@guard("order.demands", "R737 18", zh="责令整改须列明要求", en="an order lists its demands")
def demands_listed(_: Lead, command: OrderRectification, __: Situation) -> Failed | None:
    """Nobody can obey an empty order."""
    return (
        None
        if any(demand.strip() for demand in command.demands)
        else failed("整改要求", "demands", 0, "≥ 1", fields=("demands",))
    )


@guard("order.deadline", "R737 18", zh="整改期限须晚于责令当日", en="the deadline lies after the order")
def deadline_ahead(_: Lead, command: OrderRectification, __: Situation) -> Failed | None:
    """The deadline is the order's own; the law sets none."""
    if command.deadline > act_day(command):
        return None
    return failed("整改期限", "deadline", command.deadline, f"> {act_day(command)}", fields=("deadline",))


@guard("recheck.positive", "R737 18", zh="现场复查合格方可验收", en="the on-site re-check must be positive")
def recheck_positive(lead: Lead, _: AcceptRectification, __: Situation) -> Failed | None:
    """Promotion removed and no new money, seen on site."""
    if lead.interview.rechecked:
        return None
    found = Words("未复查", "none") if lead.interview.rechecked is None else Words("不合格", "negative")
    return failed("复查结果", "re-check", found, Words("合格", "positive"))


@guard("interview-again.reason", "office overdue-alone", zh="整改未到期且无不合格复查，不再次约谈",
       en="a second interview needs a missed deadline or a negative re-check")  # fmt: skip
def overdue_or_negative(lead: Lead, command: SummonInterview, _: Situation) -> Failed | None:
    """M12a: overdue or incomplete, nothing suspected yet."""
    deadline = lead.interview.deadline
    if lead.interview.rechecked is False or (deadline is not None and act_day(command) > deadline):
        return None
    return failed("整改期限", "deadline", deadline or "—", f"< {act_day(command)}")


@guard(
    "interview.held",
    "office no-show-alone",
    zh="约谈已进行或已记录未到场",
    en="the interview was held or a no-show recorded",
)
def held_or_no_show(lead: Lead, _: ReturnToVerification, __: Situation) -> Failed | None:
    """M10a comes after something happened."""
    if lead.interview.minutes or lead.interview.no_show:
        return None
    return failed("约谈记录或未到场记录", "minutes or no-show record", NONE, Words("有", "recorded"))
