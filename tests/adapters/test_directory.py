"""The roster is the directory as the log has it: what another process changes counts at the next question."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adapters.directory import StreamRoster
from domain.actor import Actor, Grade, Level, Position, Role
from domain.directory import commands as c
from domain.directory.kinds import Post
from domain.errors import NotFound
from domain.instants import day_of
from tests.support.served import Clock, Process, process, staffed

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TODAY = day_of(NOW)


@pytest.fixture
def here(database_url: str, tmp_path: Path) -> Iterator[Process]:
    with staffed(database_url, tmp_path, Clock(NOW)) as made:
        yield made


@pytest.fixture
def roster(here: Process, tmp_path: Path) -> StreamRoster:
    return StreamRoster(here.store, here.service.clock, tmp_path)


@pytest.fixture
def change(here: Process, roster: StreamRoster) -> Callable[[c.DirectoryCommand], None]:
    def send(command: c.DirectoryCommand) -> None:
        here.do(roster.actor("admin"), command)

    return send


def test_the_sample_has_somebody_for_every_level_position_and_post(roster: StreamRoster) -> None:
    people = list(roster)

    assert {each.level for each in people} == set(Level) - {Level.PROVINCE}
    assert {each.position for each in people} >= {None, Position.PRINCIPAL, Position.DEPUTY}
    assert {role for each in people for role in each.roles} == set(Role) - {Role.FEED_CLIENT}


def test_names_are_opened_for_the_roster_and_masked_for_decisions(here: Process, roster: StreamRoster) -> None:
    assert roster.actor("jd-01").name == "测试承办甲"
    past = [each for each in here.store.past(c.DIRECTORY).events if getattr(each, "ref", "") == "jd-01"]
    assert "测试承办甲" not in repr(past)


def test_holders_of_a_power_answer_for_the_area(roster: StreamRoster) -> None:
    organs = (Level.DISTRICT_AUTHORITY, Level.INDUSTRY)

    assert roster.holders(organs, Grade.RESPONSIBLE_LEADER, "370104014") == ("qj-03", "qj-04", "scjg-02")
    assert roster.holders((Level.CITY_AUTHORITY,), None, "370104") == ("sj-01",)
    assert roster.holders((Level.STREET,), None, "370104") == ("jd-01", "jd-02")
    assert roster.holders(organs, None, "370102014") == ()


def test_auditors_operators_and_administrators_hold_no_power_over_leads(roster: StreamRoster) -> None:
    levels = (Level.DISTRICT_AUTHORITY, Level.CITY_AUTHORITY)

    assert not {"qj-06", "yw-01", "admin"} & set(roster.holders(levels, None, "370104"))


def test_strangers_and_an_empty_directory_are_named(roster: StreamRoster, tmp_path: Path) -> None:
    with pytest.raises(NotFound) as stranger:
        roster.actor("nobody")
    (tmp_path / "empty").mkdir()
    with process("sqlite://", tmp_path / "empty") as empty, pytest.raises(NotFound) as missing:
        StreamRoster(empty.store, empty.service.clock, tmp_path).actor("jd-01")

    assert (stranger.value.code, missing.value.code) == ("actor.unknown", "roster.missing")


def test_what_another_process_changes_counts_at_the_next_question(
    roster: StreamRoster, database_url: str, tmp_path: Path
) -> None:
    before = roster.actor("jd-01")
    with process(database_url, tmp_path, Clock(NOW)) as there:
        grant = c.GrantPost(occurred=NOW, account="jd-01", post=Post.SECTION_LEADER, office="370104014", since=TODAY)
        there.do(roster.actor("admin"), grant)

        assert before.roles == (Role.HANDLER,)
        assert roster.actor("jd-01").roles == (Role.HANDLER, Role.LEADER)


def test_a_certificate_is_that_of_the_day_of_the_act(
    roster: StreamRoster, change: Callable[[c.DirectoryCommand], None]
) -> None:
    until = date(2026, 1, 31)
    change(c.WithdrawCertificate(occurred=NOW, account="qj-01", number="示执370104001", until=until))
    change(c.EnterCertificate(occurred=NOW, account="qj-01", number="示执370104009", since=TODAY,
                              valid_until=date(2031, 1, 1)))  # fmt: skip

    def number(day: date) -> tuple[str, date]:
        held = roster.actor("qj-01", on=day).certificate
        assert held is not None
        return held.number, held.valid_until

    assert number(until) == ("示执370104001", until)
    assert number(until + timedelta(days=1)) == ("示执370104001", until), "its end is told"
    assert number(TODAY) == ("示执370104009", date(2031, 1, 1))


def test_whoever_left_is_known_on_the_days_he_was_there_and_not_today(
    roster: StreamRoster, change: Callable[[c.DirectoryCommand], None]
) -> None:
    yesterday = TODAY - timedelta(days=1)
    change(c.CloseAccount(occurred=NOW, account="jd-01", until=yesterday))

    assert roster.actor("jd-01", on=yesterday).roles == (Role.HANDLER,)
    with pytest.raises(NotFound) as gone:
        roster.actor("jd-01")
    assert gone.value.code == "actor.no-power"
    assert "jd-01" not in {each.id for each in roster}


def test_who_holds_posts_in_two_offices_acts_in_one_at_a_time(
    roster: StreamRoster, change: Callable[[c.DirectoryCommand], None]
) -> None:
    change(c.GrantPost(occurred=NOW, account="jd-01", post=Post.COMMUNITY_OFFICER, office="370104014001", since=TODAY))

    def as_what(actor: Actor) -> tuple[str, Level]:
        return actor.office, actor.level

    assert as_what(roster.actor("jd-01")) == ("370104014", Level.STREET)
    assert as_what(roster.actor("jd-01", office="370104014001")) == ("370104014001", Level.COMMUNITY)
    with pytest.raises(NotFound) as other:
        roster.actor("jd-01", office="370104")
    assert other.value.code == "actor.no-power"
