"""Rows of a report, of its informant's seal, and of who read it: law says that there are reports, offices say how."""

from enum import StrEnum
from typing import Final

from domain.access import AccessStage
from domain.actor import Level
from domain.law import cite
from domain.lead.dates import not_in_the_future
from domain.procedure import KEEP, Guard, Keep, Procedure, Row
from domain.tip import commands as c
from domain.tip import guards as g
from domain.tip.reading import RecordTipRead, may_read
from domain.tip.stage import IDENTITY_WORDS, OPEN, TIP_WORDS
from domain.tip.stage import IdentityStage as Seal
from domain.tip.stage import TipStage as S
from domain.words import Words
from workflows.procedures.rows import ANYONE, OFFICE

WHOEVER: Final = tuple(Level)
"""Not the level but the party counts (``g.entitled``)."""


def _row(  # noqa: PLR0917 - the columns of a table
    move: str, command: type, source: StrEnum | tuple[StrEnum, ...], target: StrEnum | Keep, zh: str, en: str,
    levels: tuple[Level, ...], *basis: str, guards: tuple[Guard, ...] = (),
) -> Row:  # fmt: skip
    sources = source if isinstance(source, tuple) else (source,)
    return Row(id=move, command=command, source=sources, target=target, label=Words(zh, en), levels=levels,
               basis=cite(*basis), guards=guards, while_suspended=True)  # fmt: skip


TIP: Final = Procedure(
    name="tip",
    words=Words("举报", "report of the public"),
    stages=S,
    initial=S.UNSENT,
    rows=(
        _row("J01", c.SendTip, S.UNSENT, S.RECEIVED, "举报", "report", WHOEVER, "R737 16", "office tip-receipt",
             guards=(g.not_too_many,)),
        _row("J02", c.AskInformant, OPEN, KEEP, "向举报人提问", "ask whoever reported", OFFICE, "R737 16",
             "office tip-questions", guards=(g.not_full,)),
        _row("J03", c.AddToTip, OPEN, KEEP, "补充、答复", "answer, add", WHOEVER, "R737 16", "office tip-questions",
             guards=(g.not_full, g.not_too_many)),
        _row("J04", c.AcceptTip, S.RECEIVED, S.ACCEPTED, "受理转为线索", "accept as a lead", OFFICE, "R737 16",
             "office informant-separate", "office tip-desk", guards=(g.lead_there,)),
        _row("J05", c.RefuseTip, S.RECEIVED, S.REFUSED, "不予受理", "do not accept", OFFICE, "R737 16",
             "office not-accepted-reasons", guards=(g.explained,)),
        _row("J06", c.SettleTip, S.ACCEPTED, S.SETTLED, "告知已办结", "tell that it is settled", OFFICE,
             "R737 16", "office tip-desk", guards=(g.lead_over,)),
    ),
    labels=TIP_WORDS,
    standing=g.STANDING,
)  # fmt: skip

INFORMANT: Final = Procedure(
    name="informant",
    words=Words("举报人身份", "who reported"),
    stages=Seal,
    initial=Seal.UNNAMED,
    rows=(
        _row("I00", c.SendTip, Seal.UNNAMED, Seal.SEALED, "实名举报", "report by name", WHOEVER, "R737 16",
             "office tip-informant"),
        _row("I01", c.AskIdentity, Seal.SEALED, Seal.ASKED, "申请查看举报人身份", "ask who reported", OFFICE, "R737 16",
             "office tip-informant", guards=(g.reasoned,)),
        _row("I02", c.AllowIdentity, Seal.ASKED, Seal.ALLOWED, "同意查看", "allow one look", OFFICE, "R737 16",
             "office tip-informant", guards=(g.another,)),
        _row("I03", c.DenyIdentity, Seal.ASKED, Seal.SEALED, "不同意查看", "do not allow", OFFICE, "R737 16",
             "office tip-informant", guards=(g.another,)),
        _row("I04", c.OpenIdentity, Seal.ALLOWED, Seal.SEALED, "查看举报人身份", "see who reported", OFFICE, "R737 16",
             "office tip-informant", guards=(g.asker,)),
    ),
    labels=IDENTITY_WORDS,
    standing=g.IDENTITY_STANDING,
)  # fmt: skip

TIP_READS: Final = Procedure(
    name="tip-reads",
    words=Words("查阅举报", "reading reports"),
    stages=AccessStage,
    initial=AccessStage.UNREAD,
    rows=(
        _row("R02", RecordTipRead, tuple(AccessStage), AccessStage.READ, "记入查阅", "put on record", ANYONE,
             "R737 16", "PIPL 51", "office reads-on-record"),
    ),
    labels={AccessStage.UNREAD: Words("未查阅", "not read"), AccessStage.READ: Words("已查阅", "read")},
    standing=(may_read, not_in_the_future),
)  # fmt: skip
