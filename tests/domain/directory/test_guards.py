"""What the directory refuses: who may not, what does not fit, and who could."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from domain.actor import Role
from domain.directory import commands as c
from domain.directory.checks import CHECKS
from domain.directory.commands import DirectoryCommand, LoadDirectory
from domain.directory.kinds import OfficeKind, Post
from domain.procedure import Denied
from tests.support.offices import NOW, TODAY, TOMORROW, YESTERDAY, Staff, sampled
from workflows.procedures.directory import DIRECTORY as PROCEDURE
from workflows.staff.file import read_staff, sample
from workflows.staff.founding import founding

STREET, DISTRICT, CITY = "370104014", "370104", "370100"
BODY: Final = "370104-zb"
SAMPLE: Final = sampled().after(
    c.OpenOffice(occurred=NOW, office=BODY, kind=OfficeKind.DISTRICT_TASK_FORCE, name="示例区专班", division=DISTRICT,
                 parent=DISTRICT),
    c.JoinBody(occurred=NOW, body=BODY, unit="370104-scjg"),
    c.GrantPost(occurred=NOW, account="yw-01", post=Post.ADMINISTRATOR, office=DISTRICT, since=TODAY),
    c.CloseAccount(occurred=NOW, account="jc-01", until=YESTERDAY),
)  # fmt: skip

OFFICE: Final = {"kind": OfficeKind.COMMUNITY, "name": "示例", "division": "370104014002", "parent": STREET}
DEPUTY: Final = {"office": DISTRICT, "acting": True, "paper": "任免文件", "since": TODAY, "until": TOMORROW}


def at(command: type[DirectoryCommand], /, **fields: Any) -> DirectoryCommand:  # noqa: ANN401 - of the command
    return command(occurred=NOW, **fields)


REFUSED: Final[dict[str, DirectoryCommand]] = {
    "office.code-taken": at(c.OpenOffice, office=DISTRICT, **OFFICE),
    "office.code-area": at(c.OpenOffice, office="370105001002", **OFFICE),
    "office.no-parent": at(c.OpenOffice, office="370104014002", **OFFICE | {"parent": "370104015"}),
    "office.parent-kind": at(c.OpenOffice, office="370104014002", **OFFICE | {"parent": "370104-scjg"}),
    "office.parent-area": at(c.OpenOffice, office="370104015001", **OFFICE | {"division": "370104015001"}),
    "directory.name": at(c.OpenOffice, office="370104014002", **OFFICE | {"name": " "}),
    "office.unknown": at(c.OpenAccount, ref="x", name="某某", office="370104099"),
    "office.ended": at(c.CloseOffice, office="370104-zz", until=TODAY),
    "office.still-used": at(c.CloseOffice, office=STREET, until=YESTERDAY),
    "body.unknown": at(c.JoinBody, body="370104-zz", unit=STREET),
    "body.no-unit": at(c.JoinBody, body=BODY, unit="370104-zz"),
    "body.kind": at(c.JoinBody, body=STREET, unit="370104-ga"),
    "body.of-units": at(c.JoinBody, body=BODY, unit=BODY),
    "body.joined-twice": at(c.JoinBody, body=BODY, unit="370104-scjg", since=TODAY),
    "body.no-member": at(c.LeaveBody, body=BODY, unit="370104-ga", until=TODAY),
    "account.id-taken": at(c.OpenAccount, ref="jd-01", name="某某", office=STREET),
    "account.in-body": at(c.MoveAccount, account="jd-01", office=BODY, since=TODAY),
    "account.unknown": at(c.GrantPost, account="jc-01", post=Post.AUDITOR, office=STREET, since=TODAY),
    "account.ended": at(c.CloseAccount, account="jc-01", until=TODAY),
    "certificate.other-holder": at(c.EnterCertificate, account="jd-01", number="示执370104001",
                                   valid_until=date(2027, 1, 1)),
    "certificate.unknown": at(c.WithdrawCertificate, account="jd-01", number="示执370104001", until=TODAY),
    "directory.day-order": at(c.GrantPost, account="jd-01", post=Post.AUDITOR, office=STREET, since=TODAY,
                              until=YESTERDAY),
    "grant.kind": at(c.GrantPost, account="jd-01", post=Post.DISTRICT_HANDLER, office=STREET, since=TODAY),
    "grant.twice": at(c.GrantPost, account="jd-01", post=Post.STREET_OFFICER, office=STREET, since=TODAY),
    "grant.not-held": at(c.EndGrant, account="jd-01", post=Post.PRINCIPAL, office=STREET, until=TODAY),
    "deputy.paper": at(c.NameDeputy, account="qj-03", absent="qj-04", **DEPUTY | {"paper": ""}),
    "deputy.office": at(c.NameDeputy, account="jd-01", absent="qj-04", **DEPUTY),
    "deputy.for-whom": at(c.NameDeputy, account="qj-03", **DEPUTY),
    "deputy.not-named": at(c.EndDeputy, account="qj-03", office=DISTRICT, until=TODAY),
    "permission.oneself": at(c.GrantPost, account="admin", post=Post.PRINCIPAL, office=CITY, since=TODAY),
    "directory.last-administrator": at(c.EndGrant, account="admin", post=Post.ADMINISTRATOR, office=CITY,
                                       until=YESTERDAY),
    "directory.fits": LoadDirectory(occurred=NOW),
    "command.future": c.CloseAccount(occurred=NOW.replace(year=2027), account="jd-01", until=TODAY),
}  # fmt: skip
"""Code → a command of the highest administrator that it refuses."""


@pytest.mark.parametrize(("code", "command"), REFUSED.items(), ids=REFUSED)
def test_what_does_not_fit_is_refused_by_its_code(code: str, command: DirectoryCommand) -> None:
    denied = SAMPLE.refused(command)

    assert denied.code == code
    assert denied.facts
    assert denied.basis


def test_every_guard_refuses_something_here() -> None:
    codes = {each.code for row in PROCEDURE.rows for each in (*PROCEDURE.standing, *row.guards)}
    elsewhere = {"permission.administrator", "permission.subtree", "directory.first", "command.stated-day"}

    assert codes - set(REFUSED) == elsewhere


def test_whoever_works_on_leads_gives_no_powers_and_is_told_who_does() -> None:
    grant = at(c.GrantPost, account="jd-01", post=Post.AUDITOR, office=STREET, since=TODAY)

    for who in ("jd-02", "qj-04", "sj-01"):
        denied = SAMPLE.refused(grant, by=who)
        assert denied.code == "permission.administrator"
        assert denied.missing
        assert denied.missing.holders == ("admin", "yw-01")


def test_an_administrator_keeps_nothing_above_or_beside_his_own_office() -> None:
    denied = SAMPLE.refused(at(c.GrantPost, account="sj-01", post=Post.AUDITOR, office=CITY, since=TODAY), by="yw-01")
    assert denied.code == "permission.subtree"
    assert denied.missing
    assert denied.missing.holders == ("admin",)

    for command in (
        at(c.OpenOffice, office="370105", kind=OfficeKind.DISTRICT_AUTHORITY, name="示例", division="370105"),
        at(c.MoveAccount, account="sj-01", office=DISTRICT, since=TODAY),
        at(c.RenameAccount, ref="sj-01", name="某某"),
        at(c.ChangeOffice, office=DISTRICT, name="示例", division=DISTRICT, parent="", since=TODAY),
    ):
        assert SAMPLE.refused(command, by="yw-01").code == "permission.subtree"
    assert SAMPLE.after(at(c.RenameAccount, ref="jd-01", name="某某"), by="yw-01").events


@pytest.mark.parametrize(
    "command",
    [
        at(c.GrantPost, account="yw-01", post=Post.PRINCIPAL, office=DISTRICT, since=TODAY),
        at(c.EnterCertificate, account="yw-01", number="示执9", valid_until=TOMORROW),
        at(c.NameDeputy, account="yw-01", absent="qj-04", **DEPUTY),
    ],
    ids=lambda command: type(command).__name__,
)
def test_nobody_gives_himself_anything_also_in_a_load(command: DirectoryCommand) -> None:
    denied = SAMPLE.refused(command, by="yw-01")

    assert denied.code == "permission.oneself"
    assert denied.missing
    assert denied.missing.holders == ("admin",)
    if isinstance(command, c.GrantPost):
        assert SAMPLE.refused(LoadDirectory(occurred=NOW, grants=(command,)), by="yw-01").code == "permission.oneself"


def test_an_empty_directory_begins_with_an_administrator_of_the_load_and_with_nothing_else() -> None:
    load, administrator, added = founding(read_staff(sample()), NOW)
    assert added

    handler = sampled().actor("qj-01")
    for command, actor in (
        (load, handler),
        (load, replace(handler, roles=(Role.ADMINISTRATOR,))),
        (replace(load, grants=load.grants[:-1]), administrator),
        (load, replace(administrator, office="370104")),
    ):
        came = Staff().asked(command, actor)
        assert isinstance(came, Denied)
        assert came.code == "directory.first"
    alone = Staff().asked(at(c.OpenOffice, office=DISTRICT, **OFFICE), administrator)
    assert isinstance(alone, Denied)
    assert alone.code == "move.not-from-here"


def test_a_load_is_all_or_nothing_and_tells_what_does_not_fit() -> None:
    good = c.OpenAccount(occurred=NOW, ref="jd-09", name="某某", office=STREET)
    twice = c.GrantPost(occurred=NOW, account="jd-09", post=Post.PRINCIPAL, office="370104014001")
    bad = c.GrantPost(occurred=NOW, account="jd-08", post=Post.STREET_OFFICER, office=STREET)

    denied = SAMPLE.refused(LoadDirectory(occurred=NOW, accounts=(good,), grants=(twice, bad)))

    assert denied.code == "directory.fits"
    assert denied.facts[0].found == ("jd-08", Post.STREET_OFFICER, "370104014")


def test_the_last_who_keeps_the_whole_stays_also_where_his_account_is_closed_later() -> None:
    closing = at(c.CloseAccount, account="admin", until=date(2026, 12, 31))
    assert SAMPLE.refused(closing, by="admin").code == "directory.last-administrator"

    second = SAMPLE.after(at(c.GrantPost, account="sj-01", post=Post.ADMINISTRATOR, office=CITY, since=TODAY))
    assert second.after(closing).events


def test_the_top_goes_below_another_office_once_somebody_keeps_the_whole_from_there() -> None:
    province = "370000"
    staff = SAMPLE.after(
        at(c.OpenOffice, office=province, kind=OfficeKind.PROVINCE_AUTHORITY, name="示例省", division=province)
    )
    hung = at(c.ChangeOffice, office=CITY, name="示例市", division=CITY, parent=province, since=TOMORROW)
    assert staff.refused(hung).code == "directory.last-administrator"

    above = staff.after(at(c.GrantPost, account="sj-01", post=Post.ADMINISTRATOR, office=province, since=TODAY))
    assert above.after(hung).events


def test_somebody_is_left_today_also_where_an_end_is_told_late() -> None:
    early = date(2026, 1, 31)
    staff = SAMPLE.after(at(c.GrantPost, account="sj-01", post=Post.ADMINISTRATOR, office=CITY, until=YESTERDAY))

    ended = at(c.EndGrant, account="admin", post=Post.ADMINISTRATOR, office=CITY, until=early)
    assert staff.refused(ended).code == "directory.last-administrator"


def test_whoever_comes_back_elsewhere_comes_by_those_who_keep_both_offices_as_one_who_moves() -> None:
    gone = SAMPLE.after(at(c.CloseAccount, account="sj-01", until=YESTERDAY))
    back = at(c.OpenAccount, ref="sj-01", name="某某", office=STREET, since=TODAY)

    assert gone.refused(back, by="yw-01").code == "permission.subtree"
    assert gone.after(back).events


def test_an_office_ends_once() -> None:
    office = "370104-xf"
    staff = SAMPLE.after(
        at(
            c.OpenOffice,
            office=office,
            kind=OfficeKind.PETITION_OFFICE,
            name="示例",
            division=DISTRICT,
            parent=DISTRICT,
        ),
        at(c.CloseOffice, office=office, until=TODAY),
    )

    assert staff.refused(at(c.CloseOffice, office=office, until=TOMORROW)).code == "office.ended"
    assert staff.refused(at(c.OpenAccount, ref="x", name="某", office=office, since=TOMORROW)).code == "office.unknown"


def test_every_change_has_its_row_and_is_asked_something() -> None:
    assert {row.command for row in PROCEDURE.rows} == {*CHECKS, LoadDirectory}
    assert all(CHECKS.values())
