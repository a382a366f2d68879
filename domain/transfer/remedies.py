"""What must hold for the remedies after a decision not to file, and against police who stay silent."""

from typing import Final

from domain.instants import day_of
from domain.law import cite
from domain.procedure import Failed, Guard, Situation, failed, guard
from domain.transfer.base import TransferCommand
from domain.transfer.bundle import kept
from domain.transfer.commands import AskReconsideration, NoteFilingOrder, NoteReasonsStand, SuggestSupervision
from domain.transfer.guards import stated
from domain.transfer.stage import UNDECIDED, UNRECEIPTED, TransferStage
from domain.transfer.state import Transfer
from domain.transfer.windows import last_day, over
from domain.words import NO, YES, Words

WINDOW: Final = Words(
    "三日期限已过，除非受理机关书面同意接受", "the three days are over, unless the receiving organ took it in writing"
)


def within_window(*basis: str) -> Guard:
    """The guard of an unused right: three days from the notice, then only with the receiver's own paper.

    R310 defines no day: calendar days, the first not counted, a weekend rolled over, all as office rules. The duty to
    deal with the case is never barred (R310 10).
    """

    def check(transfer: Transfer, command: AskReconsideration | SuggestSupervision, _: Situation) -> Failed | None:
        late = over(transfer.notified, command.occurred)
        taken = command.accepted_late is not None and kept(command.accepted_late)
        if transfer.notified is None or not late or taken:
            return None
        return failed(
            "提出日期",
            "day of the request",
            day_of(command.occurred),
            f"≤ {last_day(transfer.notified)}",
            fields=("accepted_late",),
        )

    return Guard("transfer.window", WINDOW, cite(*basis, "office transfer-days-mode", "office holiday-rolling"), check)


def silence(start: str, *basis: str) -> Guard:
    """The guard that the police are late: more than three days since ``start`` (``accepted`` or ``asked``)."""

    def check(transfer: Transfer, command: SuggestSupervision, _: Situation) -> Failed | None:
        begun = getattr(transfer, start)
        if over(begun, command.occurred):
            return None
        needed = f"> {last_day(begun)}" if begun else "—"
        return failed("提请日期", "day of the suggestion", day_of(command.occurred), needed)

    words = Words("公安机关的三日期限尚未过", "the police still have time")
    return Guard("transfer.silence", words, cite(*basis, "office silent-police", "office transfer-days-mode"), check)


@guard("transfer.reconsider-once", "R310 9 ¶2", "MPS 181", zh="已经复议，仍有异议的建议立案监督",
       en="already reconsidered: the next step is the procuratorate")  # fmt: skip
def not_yet_reconsidered(transfer: Transfer, _: TransferCommand, __: Situation) -> Failed | None:
    """The same police are asked once."""
    return failed("已复议", "reconsidered", YES, NO) if transfer.reconsidered else None


@guard("transfer.reconsidered", "R310 9 ¶2", zh="须已有复议决定", en="a decision on reconsideration is there")
def reconsidered(transfer: Transfer, _: TransferCommand, __: Situation) -> Failed | None:
    """Separates the way after reconsideration (R310 9 ¶2) from the direct way (¶1)."""
    return None if transfer.reconsidered else failed("已复议", "reconsidered", NO, YES)


waiver_reasons: Final = stated(
    "reasons", "transfer.waiver-reasons", Words("不再异议的理由", "reasons for using no remedy"), "R310 9", "R310 10"
)

procuratorate_named: Final = stated(
    "procuratorate", "transfer.procuratorate", Words("人民检察院名称", "the procuratorate"), "R310 9", "SPPR 557"
)


def supervised_from(*stages: TransferStage, code: str, basis: tuple[str, ...]) -> Guard:
    """The guard that the supervision began at one of these stages: only then is there such a way on or back."""

    def check(transfer: Transfer, _: TransferCommand, __: Situation) -> Failed | None:
        if transfer.supervised_from in stages:
            return None
        return failed("提请监督时所处阶段", "stage at the suggestion", transfer.supervised_from, tuple(stages))

    words = Words("与提请监督的事由不符", "not what the supervision was asked for")
    return Guard(code, words, cite(*basis), check)


undecided: Final = supervised_from(*UNDECIDED, code="transfer.undecided", basis=("SPPR 562", "R310 8"))
"""The police had not decided when the procuratorate was asked: their decision may still come."""

unreceipted: Final = supervised_from(*UNRECEIPTED, code="transfer.unreceipted", basis=("R310 7", "R310 17"))
"""The police had not signed the receipt when the procuratorate was asked."""

silent: Final = supervised_from(TransferStage.RECEIPTED, code="transfer.silent", basis=("SPPR 562",))
"""The police were thought late when the procuratorate was asked: back to their examination, if they are not."""


@guard("transfer.ordered-once", "SPPR 561", "SPPR 563", zh="通知立案已经登记；一次建议监督只登记一次",
       en="the order to file is on file; one suggestion, one order")  # fmt: skip
def not_ordered_before(transfer: Transfer, _: NoteFilingOrder, __: Situation) -> Failed | None:
    """Whether reasons were asked first is the procuratorate's business, and we may never learn of it (SPPR 559)."""
    return failed("通知立案", "orders on file", 1, 0) if transfer.ordered else None


@guard("transfer.not-ordered", "SPPR 561", "SPPR 563", zh="检察院已通知立案", en="the procuratorate ordered to file")
def not_ordered(transfer: Transfer, _: NoteReasonsStand, __: Situation) -> Failed | None:
    """Once reasons failed they do not stand."""
    return failed("通知立案", "ordered to file", YES, NO) if transfer.ordered else None
