"""Who had which power on that day: asked of the directory, told for any day."""

from datetime import date

import pytest

from domain.actor import Level, Position, Role
from domain.directory import commands as c
from domain.directory.kinds import EMPOWERED, HANDLING, KINDS, POSTS, OfficeKind, Post
from domain.directory.powers import (
    actor_on,
    administrators,
    arriving,
    bodies_of,
    has_power,
    offices_of,
    stands_in_for,
)
from tests.support.offices import NOW, TODAY, TOMORROW, YESTERDAY, sampled

SAMPLE = sampled()
STREET, DISTRICT = "370104014", "370104"


def test_without_a_first_day_it_was_so_before_the_directory_was_kept() -> None:
    assert SAMPLE.actor("qj-04", date(2021, 5, 1)).position is Position.PRINCIPAL


def test_a_post_is_held_from_its_first_day_to_its_last() -> None:
    first, last = date(2026, 4, 1), date(2026, 6, 30)
    staff = SAMPLE.after(
        c.GrantPost(occurred=NOW, account="jd-01", post=Post.SECTION_LEADER, office=STREET, since=first, until=last)
    )

    held = {day: Role.LEADER in staff.actor("jd-01", day).roles
            for day in (date(2026, 3, 31), first, last, date(2026, 7, 1))}  # fmt: skip
    assert [*held.values()] == [False, True, True, False]


def test_what_is_entered_late_holds_from_its_day() -> None:
    staff = SAMPLE.after(
        c.OpenAccount(occurred=NOW, ref="jd-09", name="某某", office=STREET, since=date(2025, 1, 1)),
        c.GrantPost(occurred=NOW, account="jd-09", post=Post.STREET_OFFICER, office=STREET, since=date(2025, 1, 1)),
    )

    assert actor_on(staff.state, "jd-09", date(2024, 12, 31)) is None
    assert staff.actor("jd-09", date(2025, 1, 1)).roles == (Role.HANDLER,)


def test_what_was_given_today_by_mistake_is_taken_away_as_if_it_never_was() -> None:
    post = {"account": "jd-09", "post": Post.STREET_OFFICER, "office": STREET}
    staff = SAMPLE.after(
        c.OpenAccount(occurred=NOW, ref="jd-09", name="某某", office=STREET, since=TODAY),
        c.GrantPost(occurred=NOW, **post, since=TODAY),  # type: ignore[arg-type] # the fields of two commands
        c.EndGrant(occurred=NOW, **post, until=YESTERDAY),  # type: ignore[arg-type] # as above
    )

    assert staff.actor("jd-09").roles == ()
    assert staff.after(c.GrantPost(occurred=NOW, **post, since=TODAY)).actor("jd-09").roles  # type: ignore[arg-type] # as above


def test_whoever_moves_acts_for_his_new_office_with_the_posts_he_has_there() -> None:
    staff = SAMPLE.after(
        c.MoveAccount(occurred=NOW, account="jd-01", office=DISTRICT, since=TOMORROW),
        c.GrantPost(occurred=NOW, account="jd-01", post=Post.DISTRICT_HANDLER, office=DISTRICT, since=TOMORROW),
    )

    assert (staff.actor("jd-01").office, staff.actor("jd-01").level) == (STREET, Level.STREET)
    assert (staff.actor("jd-01", TOMORROW).office, staff.actor("jd-01", TOMORROW).level) == (
        DISTRICT, Level.DISTRICT_AUTHORITY,
    )  # fmt: skip
    assert offices_of(staff.state, "jd-01", TOMORROW) == (DISTRICT, STREET)


def test_who_has_no_power_in_his_own_office_comes_in_for_the_one_that_gives_him_one() -> None:
    elsewhere = {"account": "jd-01", "office": DISTRICT, "post": Post.DISTRICT_HANDLER}
    both = SAMPLE.after(c.GrantPost(occurred=NOW, **elsewhere, since=TODAY))  # type: ignore[arg-type] # as above
    ended = {"account": "jd-01", "office": STREET, "post": Post.STREET_OFFICER, "until": YESTERDAY}
    one = both.after(c.EndGrant(occurred=NOW, **ended))  # type: ignore[arg-type] # as above
    several = one.after(
        c.GrantPost(occurred=NOW, account="jd-01", office="370104014001", post=Post.COMMUNITY_OFFICER, since=TODAY)
    )

    assert [arriving(each.state, "jd-01", TODAY) for each in (both, one)] == [
        actor_on(both.state, "jd-01", TODAY), actor_on(one.state, "jd-01", TODAY, DISTRICT),
    ]  # fmt: skip
    chosen = arriving(several.state, "jd-01", TODAY)
    assert chosen is not None
    assert not has_power(chosen)
    assert arriving(several.state, "nobody", TODAY) is None


def test_an_office_signs_with_the_name_it_had_on_the_day() -> None:
    staff = SAMPLE.after(
        c.ChangeOffice(occurred=NOW, office=DISTRICT, name="示例区财政局", division=DISTRICT, mark="示财",
                       parent="370100", since=TODAY)
    )  # fmt: skip

    assert [staff.actor("qj-01", day).organ for day in (YESTERDAY, TODAY)] == ["示例区地方金融管理局", "示例区财政局"]


def test_whoever_left_and_comes_back_has_what_he_is_given_anew() -> None:
    gone = SAMPLE.after(c.CloseAccount(occurred=NOW, account="qj-03", until=YESTERDAY))
    assert actor_on(gone.state, "qj-03", TODAY) is None

    back = gone.after(c.OpenAccount(occurred=NOW, ref="qj-03", name="某某", office=DISTRICT, since=TODAY))

    assert (back.actor("qj-03").roles, back.actor("qj-03").position) == ((), None)
    assert back.actor("qj-03", YESTERDAY).position is Position.DEPUTY


def test_an_acting_head_is_no_head_and_is_one_for_his_days_alone() -> None:
    staff = SAMPLE.after(
        c.NameDeputy(occurred=NOW, account="qj-03", office=DISTRICT, acting=True, paper="任免文件〔2026〕1号",
                     absent="qj-04", since=TODAY, until=TOMORROW)
    )  # fmt: skip

    positions = [staff.actor("qj-03", day).position for day in (YESTERDAY, TODAY, date(2026, 3, 4))]
    assert positions == [Position.DEPUTY, Position.ACTING, Position.DEPUTY]


def test_a_stand_in_does_the_work_and_does_not_get_the_grade() -> None:
    staff = SAMPLE.after(
        c.NameDeputy(occurred=NOW, account="qj-01", office=DISTRICT, acting=False, paper="通知〔2026〕2号",
                     absent="qj-04", since=TODAY, until=TOMORROW)
    )  # fmt: skip

    actor = staff.actor("qj-01")
    assert (actor.roles, actor.position) == ((Role.HANDLER, Role.LEADER), None)
    assert stands_in_for(staff.state, "qj-01", TODAY, DISTRICT) == ("qj-04",)
    assert stands_in_for(staff.state, "qj-01", YESTERDAY, DISTRICT) == ()


def test_a_task_force_gathers_units_for_their_days_and_gives_nobody_a_power() -> None:
    body, section = "370104014-zb", "370104014-jfk"
    staff = SAMPLE.after(
        c.OpenOffice(occurred=NOW, office=body, kind=OfficeKind.STREET_TASK_FORCE, name="示例街道专班", division=STREET,
                     parent=STREET),
        c.OpenOffice(occurred=NOW, office=section, kind=OfficeKind.MEMBER_UNIT, name="示例街道经发科", division=STREET,
                     parent=STREET),
        c.JoinBody(occurred=NOW, body=body, unit=section, since=TODAY),
        c.JoinBody(occurred=NOW, body=body, unit="370104-scjg"),
        c.LeaveBody(occurred=NOW, body=body, unit="370104-scjg", until=YESTERDAY),
    )  # fmt: skip

    assert bodies_of(staff.state, section, TODAY) == (body,)
    assert bodies_of(staff.state, section, YESTERDAY) == ()
    assert bodies_of(staff.state, "370104-scjg", YESTERDAY) == (body,)
    assert bodies_of(staff.state, "370104-scjg", TODAY) == ()
    denied = staff.refused(c.OpenAccount(occurred=NOW, ref="z", name="某某", office=body))
    assert denied.code == "account.in-body"


def test_a_unit_without_powers_has_people_who_cannot_act_here() -> None:
    petitions = "370104-xf"
    staff = SAMPLE.after(
        c.OpenOffice(occurred=NOW, office=petitions, kind=OfficeKind.PETITION_OFFICE, name="示例区信访局",
                     division=DISTRICT, parent=DISTRICT),
        c.OpenAccount(occurred=NOW, ref="xf-01", name="某某", office=petitions),
        c.GrantPost(occurred=NOW, account="xf-01", post=Post.PETITION_OFFICER, office=petitions),
    )  # fmt: skip

    assert "xf-01" in staff.state.accounts
    assert actor_on(staff.state, "xf-01", TODAY) is None


def test_administrators_keep_their_office_and_what_hangs_below_it() -> None:
    staff = SAMPLE.after(
        c.GrantPost(occurred=NOW, account="yw-01", post=Post.ADMINISTRATOR, office=DISTRICT, since=TODAY)
    )

    assert administrators(staff.state, STREET, TODAY) == ("yw-01", "admin")
    assert administrators(staff.state, STREET, YESTERDAY) == ("admin",)
    assert administrators(staff.state, "370100", TODAY) == ("admin",)


@pytest.mark.parametrize("kind", OfficeKind)
def test_every_kind_of_office_stands_in_the_tables(kind: OfficeKind) -> None:
    traits = KINDS[kind]

    assert not (traits.body and traits.level)
    assert (kind in HANDLING) is (kind in EMPOWERED or kind is OfficeKind.PETITION_OFFICE)
    assert all(kind in POSTS[HANDLING[kind]].kinds for _ in [0] if kind in HANDLING)


@pytest.mark.parametrize("post", Post)
def test_every_post_is_of_offices_and_of_no_body(post: Post) -> None:
    assert POSTS[post].kinds
    assert not any(KINDS[kind].body for kind in POSTS[post].kinds)
