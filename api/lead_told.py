"""What is known of a lead, as people read it: in groups of a name and a text, on terminals and on pages."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from api.tongue import Tongue
from domain.lead.guards import lapsed
from domain.lead.intake.carrying import left_open
from domain.lead.stage import OPEN, Stage
from domain.lead.state import Lead
from domain.lead.vocabulary import nth_transfer
from domain.words import Words
from projections.names import Names
from projections.wording import in_wan
from workflows.forms.choices import words_of
from workflows.forms.labels import CARRIED, LABELS

ID: Final = Words("内部编号", "id")
"""What programs call a lead; people go by its number."""
NOBODY_YET: Final = Words("尚无承办人", "nobody yet")
NOWHERE: Final[Mapping[str, Words]] = MappingProxyType({})


def facts(say: Tongue, lead: Lead, names: Names, reached: Mapping[str, Words] = NOWHERE) -> list[tuple[str, str]]:
    """What is known of a lead: (name, text); ``names``: how persons and other leads are shown.

    A transfer not in ``reached`` is told by the last mark it left on the lead.
    """
    unit, person = lead.unit, lead.person
    subject = unit.name if unit else person.name if person else ""
    amount = "" if lead.amount_fen is None else say(in_wan(lead.amount_fen))
    people = "" if lead.participants is None else f"{lead.participants}{say(Words('人', ''))}"
    tracks = say.apart(
        f"{say(nth_transfer(ref.track))} {say(reached.get(ref.track, words_of(ref.mark)))}" for ref in lead.transfers
    )
    items = say.apart(f"{say(words_of(item.milestone))} {item.item}".strip() for item in lead.items)
    yes = say(Words("是", "yes"))
    rows: tuple[tuple[Words, object], ...] = (
        (ID, lead.id),
        *_carried(say, lead, names),
        (Words("对象", "subject"), subject),
        (LABELS["uscc"], unit.uscc if unit else ""),
        (LABELS["resident_id"], person.resident_id if person else ""),
        (LABELS["representative"], unit.representative if unit else ""),
        (LABELS["registered_place"], unit.registered_place if unit else ""),
        (LABELS["source"], say(words_of(lead.source)) if lead.source else ""),
        (LABELS["office"], say.aside(lead.organ, lead.office)),
        (LABELS["division"], say.aside(names.area(lead.division), lead.division) if lead.division else ""),
        (LABELS["handler"], names.person(lead.handler) or (say(NOBODY_YET) if lead.stage in OPEN else "")),
        (LABELS["grade"], say(words_of(lead.grade)) if lead.grade else ""),
        (LABELS["amount_fen"], amount),
        (LABELS["participants"], people),
        (LABELS["participants_known"], yes if lead.knows_participants else ""),
        (Words("已中止", "suspended"), yes if lead.suspended else ""),
        *_papers(say, lead, names),
        (LABELS["reply_by" if lead.stage is Stage.ASSISTING else "review_on"], lead.review_on),
        (Words("整改期限", "rectification due"), lead.interview.deadline),
        (LABELS["observe_until"], lead.observe_until),
        (Words("移送公安", "to the police"), tracks),
        (Words("里程碑", "milestones"), items),
        (Words("关联线索", "linked"), say.listed(map(names.lead, lead.links))),
        (LABELS["into"], names.lead(lead.merged_into) if lead.merged_into else ""),
        (Words("回避人员", "recused"), say.listed(map(names.person, lead.recused))),
    )
    return [(say(head), "" if value is None else say.written(value)) for head, value in rows]


def _papers(say: Tongue, lead: Lead, names: Names) -> tuple[tuple[Words, object], ...]:
    """The papers that somebody asked for, and who; those signed and not used."""
    asked = say.apart(say.aside(say(words_of(each.matter)), names.person(each.asker)) for each in lead.requests)
    return (
        (Words("已提请签批", "asked to be signed"), asked),
        (Words("已签批未用", "signed, not yet used"), _signed(say, lead, void=False)),
        (Words("签批已失效", "signed, void by now"), _signed(say, lead, void=True)),
    )


def _signed(say: Tongue, lead: Lead, *, void: bool) -> str:
    """The papers signed and not used: those that an act may still use, or those that none can."""
    papers = (each for each in lead.signatures if lapsed(each, lead) is void)
    return say.apart(f"{say(words_of(each.matter))} {each.number}".strip() for each in papers)


def _carried(say: Tongue, lead: Lead, names: Names) -> tuple[tuple[Words, object], ...]:
    """Where a lead stood before it came here."""
    was = lead.carried
    if was is None:
        return ()
    line = Words(f"第{was.row}行，文件 SHA-256 {was.digest:.12}…", f"row {was.row}, file SHA-256 {was.digest:.12}…")
    return (
        (Words("转入", "carried over"), say(CARRIED)),
        (LABELS["old_number"], was.old_number),
        (LABELS["since"], was.since),
        (LABELS["reference"], was.reference),
        (Words("待补", "left open"), say.listed(map(say, left_open(was.stage, was.reference, was.due, was.transfer)))),
        (Words("原台账", "older ledger"), say.aside(say(line), names.person(was.by))),
    )
