"""Rows of the directory: its first load, and every change an administrator may make."""

from typing import Final

from domain.actor import Level
from domain.directory import commands as c
from domain.directory.checks import CHECKS
from domain.directory.guards import ENDING, STANDING, begins_with_one, fits, somebody_is_left
from domain.directory.state import STAGE_WORDS
from domain.directory.state import DirectoryStage as S
from domain.law import cite
from domain.procedure import KEEP, Guard, Keep, Procedure, Row
from domain.words import Words

KEPT: Final = "office directory-administration"
DAYS: Final = "office directory-days"


def _change(move: str, command: type, zh: str, en: str, *basis: str) -> Row:
    """One change to a directory that stands; what may take the last administrator away is asked that too."""
    left = (somebody_is_left,) if command in ENDING else ()
    return _row(move, command, (S.STANDING, KEEP), zh, en, (KEPT, *basis), (*CHECKS[command], *left))


def _row(  # noqa: PLR0917 - the columns of a table
    move: str, command: type, way: tuple[S, S | Keep], zh: str, en: str, basis: tuple[str, ...],
    guards: tuple[Guard, ...],
) -> Row:  # fmt: skip
    """An administrator may sit at any level."""
    return Row(id=move, command=command, source=way[:1], target=way[1], label=Words(zh, en), levels=tuple(Level),
               basis=cite(*basis), guards=guards)  # fmt: skip


ROWS: Final = (
    _row("D00", c.LoadDirectory, (S.EMPTY, S.STANDING), "首次装入名册", "begin the directory",
         ("office directory-first-administrator",), (fits, begins_with_one)),
    _row("D00", c.LoadDirectory, (S.STANDING, KEEP), "装入名册", "load the directory",
         (KEPT, DAYS), (fits, somebody_is_left)),
    _change("D01", c.OpenOffice, "设立单位", "open an office", "R737 5"),
    _change("D02", c.ChangeOffice, "变更单位", "change an office", DAYS),
    _change("D03", c.CloseOffice, "停用单位", "close an office", DAYS),
    _change("D04", c.JoinBody, "加入领导小组、专班", "join a body", "R737 5", "office directory-bodies"),
    _change("D05", c.LeaveBody, "退出领导小组、专班", "leave a body", "office directory-bodies"),
    _change("D06", c.OpenAccount, "登记人员", "open an account"),
    _change("D07", c.RenameAccount, "更名", "change a name"),
    _change("D08", c.MoveAccount, "调动", "move to another office", DAYS),
    _change("D09", c.CloseAccount, "注销人员", "close an account", DAYS),
    _change("D10", c.EnterCertificate, "登记执法证", "enter a certificate", "APL 55"),
    _change("D11", c.WithdrawCertificate, "收回执法证", "withdraw a certificate", "APL 55"),
    _change("D12", c.GrantPost, "授予岗位", "give a post", "office directory-four-eyes", DAYS),
    _change("D13", c.EndGrant, "免去岗位", "end a post", DAYS),
    _change("D14", c.NameDeputy, "确定代理或主持工作", "name a deputy", "R310 5 ¶1", "office directory-deputies"),
    _change("D15", c.EndDeputy, "终止代理", "end a deputy", "office directory-deputies"),
)  # fmt: skip

DIRECTORY: Final = Procedure(
    name="directory",
    words=Words("单位与人员名册", "the directory of offices and people"),
    stages=S,
    initial=S.EMPTY,
    rows=ROWS,
    labels=STAGE_WORDS,
    standing=STANDING,
)
