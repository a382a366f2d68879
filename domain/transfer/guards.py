"""What must hold at every step of a transfer, and on the way to the police: team, report, approval, delivery.

No guard asks for a determination, a threshold or a fine: suspicion suffices (R310 3, 11; R737 23 ¶2). Limits bind but
never bar: a late act is recorded, its lateness follows from the dates.
"""

from typing import Final

from domain.actor import HOLDERS, Grade
from domain.errors import Fact, Missing
from domain.instants import day_of
from domain.law import cite
from domain.lead.dates import not_in_the_future, nothing_stated_ahead
from domain.lead.disposal.guards import OVER
from domain.lead.guards import two_certified, works_on_leads
from domain.lead.state import Lead
from domain.lead.vocabulary import nth_transfer
from domain.procedure import Failed, Guard, Situation, failed, guard
from domain.transfer.base import OnPaper, TransferCommand
from domain.transfer.bundle import SLOT_WORDS, kept, missing_slots
from domain.transfer.commands import (
    DeliverTransfer,
    FormTeam,
    HandOverItems,
    NoteReRouting,
    ReportAgain,
    SendSupplement,
)
from domain.transfer.stage import TransferStage
from domain.transfer.state import Transfer
from domain.values.divisions import contains, significant
from domain.words import EMPTY, NO, NONE, YES, Words


def lead_of(transfer: Transfer, situation: Situation) -> Lead | None:
    """The lead of a transfer, as read for this judgement; None when it was not."""
    lead = situation.states.get(f"lead/{transfer.lead}")
    return lead if isinstance(lead, Lead) else None


@guard("permission.own-organ", "R310 2", "R310 5", zh="移送由发现案件的机关自己办理",
       en="a transfer is in the hands of the organ that found the case")  # fmt: skip
def own_organ(transfer: Transfer, _: TransferCommand, situation: Situation) -> Failed | None:
    """Another organ, a superior one too, opens its own; what it did here would not be in its own name."""
    actor = situation.actor
    if transfer.stage is TransferStage.UNOPENED or actor.office == transfer.office:
        return None
    return Failed((Fact(Words("移送机关", "the transferring organ"), actor.office, transfer.office),), Missing())


@guard(
    "permission.recused", "APL 43", "office recusal", zh="应当回避的人员不得办理", en="recused officers take no part"
)
def not_recused(transfer: Transfer, _: TransferCommand, situation: Situation) -> Failed | None:
    """Who has an interest in the lead keeps out of its transfer."""
    lead = lead_of(transfer, situation)
    if lead is None or situation.actor.id not in lead.recused:
        return None
    return Failed((Fact(Words("已回避", "recused"), situation.actor.id),), Missing())


STANDING: Final = (works_on_leads, own_organ, not_recused, not_in_the_future, nothing_stated_ahead)
"""Every row of the transfer's procedure carries these. A suspended lead holds up none of them."""


def in_writing(*basis: str) -> Guard:
    """The guard that the paper which proves an act can be found again."""

    def check(_: Transfer, command: OnPaper, __: Situation) -> Failed | None:
        return (
            None
            if kept(command.paper)
            else failed("文书编号", "document", EMPTY, Words("有", "given"), fields=("paper.reference",))
        )

    return Guard("transfer.paper", Words("须注明依据文书", "a document reference is needed"), cite(*basis), check)


def stated(field: str, code: str, words: Words, *basis: str) -> Guard:
    """The guard that a text of the command is not left empty."""

    def check(_: Transfer, command: TransferCommand, __: Situation) -> Failed | None:
        if str(getattr(command, field)).strip():
            return None
        return Failed((Fact(words, EMPTY, Words("有", "stated")),), fields=(field,))

    return Guard(code, Words(f"须写明{words.zh}", f"{words.en}: to be stated"), cite(*basis), check)


@guard("transfer.two-officers", "R310 5 ¶1", zh="专案组须有两名以上行政执法人员",
       en="the team has at least two enforcement officers")  # fmt: skip
def two_officers(transfer: Transfer, command: FormTeam, situation: Situation) -> Failed | None:
    """An enforcement officer of the organ itself holds a certificate that is valid on the day."""
    day = day_of(command.occurred)
    return two_certified(command.team, situation, day, lambda person: person.office == transfer.office, "team")


@guard("transfer.team-recused", "APL 43", "office recusal", zh="已回避的人员不得进专案组",
       en="a recused officer is not on the team")  # fmt: skip
def team_not_recused(transfer: Transfer, command: FormTeam, situation: Situation) -> Failed | None:
    """Recusal holds for the team too."""
    lead = lead_of(transfer, situation)
    barred = [officer.id for officer in command.team if lead is not None and officer.id in lead.recused]
    return failed("已回避", "recused", tuple(barred), "0", fields=("team",)) if barred else None


@guard("transfer.team-head", "R310 5 ¶2", "office four-eyes", zh="正职负责人、主持工作的负责人要作决定，不进专案组",
       en="a head or acting head decides, and is not on the team")  # fmt: skip
def no_head_on_the_team(_: Transfer, command: FormTeam, situation: Situation) -> Failed | None:
    """Nobody else could decide, whoever was on the team never may: the transfer would stay open for ever."""
    named = [situation.officers.get(officer.id) for officer in command.team]
    heads = [person.id for person in named if person and person.position in HOLDERS[Grade.PRINCIPAL_OR_ACTING]]
    return failed("专案组内的负责人", "heads on the team", tuple(heads), "0", fields=("team",)) if heads else None


facts_stated: Final = stated(
    "facts", "transfer.facts", Words("核实的情况", "the facts verified"), "R310 5 ¶1", "R310 3"
)
reasons_recorded: Final = stated(
    "reasons", "transfer.refusal-reasons", Words("不批准的理由", "reasons for not approving"), "R310 5 ¶2"
)


@guard("transfer.none-open", "R310 3", zh="该线索已有另一移送正在办理", en="another transfer of the lead is open")
def no_other_open(transfer: Transfer, command: ReportAgain, situation: Situation) -> Failed | None:
    """A refused transfer may have been followed by a new one; then that one goes on, and this one after its end."""
    lead = lead_of(transfer, situation)
    others = [ref for ref in lead.transfers if ref.track != f"transfer/{transfer.id}"] if lead else []
    running = tuple(nth_transfer(ref.track) for ref in others if ref.mark not in OVER)
    if running:
        return failed("办理中的移送", "open transfer", running, "0")
    again = day_of(command.occurred)
    later = [ref for ref in others if ref.on > again]
    if not later:
        return None
    after = failed("再次报告之日", "day of the report", again, f"≥ {max(ref.on for ref in later)}")
    return Failed((*after.facts, *(Fact(nth_transfer(ref.track), (ref.mark, str(ref.on))) for ref in later)))


@guard(
    "transfer.four-eyes", "office four-eyes", zh="专案组成员不得自行审批", en="the team does not decide on its report"
)
def not_on_the_team(transfer: Transfer, _: TransferCommand, situation: Situation) -> Failed | None:
    """Another pair of eyes, for approving as for refusing: nobody who was ever on the team."""
    if situation.actor.id not in transfer.members:
        return None
    fact = Fact(Words("审批人", "who decides"), situation.actor.id, Words("非专案组成员", "not on the team"))
    return Failed((fact,), Missing())


@guard("transfer.mark", "office document-numbers", "office own-name-and-seal", zh="未配置机关代字，移送书不能编号",
       en="the organ has no mark, so its letter gets no number")  # fmt: skip
def organ_has_mark(_: Transfer, __: TransferCommand, situation: Situation) -> Failed | None:
    """The letter carries the organ's own number; nobody else's stands in."""
    return None if situation.actor.mark else failed("机关代字", "the organ's mark", EMPTY, Words("已配置", "set"))


@guard("transfer.same-level", "R310 5 ¶2", zh="须移送同级公安机关", en="to the police of the same level")
def same_level(transfer: Transfer, command: DeliverTransfer, _: Situation) -> Failed | None:
    """The police of a street or of the city are another level's."""
    level, own = (len(significant(code)) for code in (command.police_division, transfer.division))
    if command.police.strip() and level == own:
        return None
    found, wrong = f"{command.police or '—'} {command.police_division}", "police_division" if level != own else "police"
    return failed("接收的公安机关", "the police addressed", found, _as_high_as(transfer.division), fields=(wrong,))


def _as_high_as(division: str) -> Words:
    return Words(f"与 {division} 同级", f"of the level of {division}")


@guard("transfer.own-area", "R310 5 ¶2", "R310 7", "office police-of-own-area",
       zh="移送本机关所在地的同级公安机关；已指定其他公安机关管辖的，附指定管辖的文书",
       en="to the police of the organ's own area; where others were designated, with that paper")  # fmt: skip
def own_area(transfer: Transfer, command: DeliverTransfer, _: Situation) -> Failed | None:
    """Of the same government. If the case is another's, these police pass it on in 24 hours, and tell us (R310 7)."""
    near = contains(transfer.division, command.police_division)
    if near or (command.designation is not None and kept(command.designation)):
        return None
    return failed(
        "公安机关所在地", "area of the police", command.police_division, transfer.division, fields=("police_division",)
    )


@guard("transfer.bundle", "R310 6", zh="移送材料五项须齐全", en="all five slots of the bundle are filled")
def bundle_complete(_: Transfer, command: DeliverTransfer, __: Situation) -> Failed | None:
    """One fact for each empty slot."""
    needed = Words("附上或说明没有", "enclosed, or stated why not")
    empty = tuple(Fact(SLOT_WORDS[slot], EMPTY, needed) for slot in missing_slots(command.bundle))
    return Failed(empty) if empty else None


@guard("transfer.letter-number", "office document-numbers", "office own-name-and-seal", zh="移送书须用批准时给出的文号",
       en="the letter carries the organ's own number, given at approval")  # fmt: skip
def letter_numbered(transfer: Transfer, command: DeliverTransfer, _: Situation) -> Failed | None:
    """Another number would be another paper."""
    found = command.bundle.letter.reference
    return (
        None
        if found == transfer.number
        else failed("移送书文号", "the letter's number", found, transfer.number, fields=("bundle.letter.reference",))
    )


@guard("transfer.supplement", "MPS 180 ¶2", zh="须附补正材料", en="a supplement encloses something")
def something_supplied(_: Transfer, command: SendSupplement, __: Situation) -> Failed | None:
    """What was missing, paper by paper."""
    return None if kept(*command.papers) else failed("补正材料", "papers supplied", NONE, "≥ 1", fields=("papers",))


@guard("transfer.other-police", "R310 7", zh="须写明接手的另一公安机关", en="name the other police organ")
def other_police(transfer: Transfer, command: NoteReRouting, _: Situation) -> Failed | None:
    """Whoever has the case now signs the next receipt."""
    if command.police.strip() not in {"", transfer.police}:
        return None
    return failed(
        "接手的公安机关", "police now competent", command.police or "—", f"≠ {transfer.police}", fields=("police",)
    )


@guard("transfer.joint-inventory", "R310 12", zh="须由双方清点签字，办结交接手续", en="both sides sign the inventory")
def jointly_signed(_: Transfer, command: HandOverItems, __: Situation) -> Failed | None:
    """The hand-over is done when both have signed."""
    return None if command.jointly_signed else failed("双方签字", "signed by both", NO, YES, fields=("jointly_signed",))


@guard("transfer.party-told", "ACL 21", zh="移交查封扣押物品须书面告知当事人",
       en="the party is told in writing that seized items moved")  # fmt: skip
def party_told(_: Transfer, command: HandOverItems, __: Situation) -> Failed | None:
    """Only where sealed or seized goods are among what moved."""
    if not command.seized or (command.party_told is not None and kept(command.party_told)):
        return None
    return failed("书面告知", "written notice", NONE, Words("有", "given"), fields=("party_told",))
