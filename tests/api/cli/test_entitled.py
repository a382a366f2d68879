"""Who sees whose data, a command sent twice, and what is told when files, keys or the end of the log are gone."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.api.conftest import Cli
from tests.support.staff import SAMPLED

PERSON = ("source=群众举报", "person.name=示例某人", "person.resident_id=11010519491231002X", "summary=示例")


def test_the_ledger_names_a_person_only_to_those_who_may_read_it(cli: Cli) -> None:
    cli("lead register --as qj-01", *PERSON)

    assert "示例某人" in cli("ledger list --as qj-01").out
    for reader in ("", " --as yw-01", " --as ga-01"):
        assert "示例某人" not in cli(f"ledger list{reader}").out
        assert "示例某人" not in cli(f"ledger export{reader}").out


def test_nobody_finds_a_person_by_a_text_he_may_not_read(cli: Cli) -> None:
    cli("lead register --as qj-01 address=示例里3号", *PERSON)

    for text in ("示例某人", "示例里", "002X"):
        assert len(cli.json(f"ledger list --text {text} --as qj-01")["leads"]) == 1
        for reader in ("", " --as yw-01", " --as jd-01"):
            assert cli.json(f"ledger list --text {text}{reader}")["leads"] == []


def test_the_same_command_id_sent_twice_is_one_command_without_a_moment_being_said(cli: Cli) -> None:
    cli("lead register --as qj-01 --command-id c-1", *PERSON)
    cli("lead register --as qj-01 --command-id c-1", *PERSON)

    assert len(cli.json("ledger list --as qj-01")["leads"]) == 1


def test_a_new_store_of_keys_under_an_old_log_is_refused(cli: Cli) -> None:
    cli("lead register --as qj-01", *PERSON)
    for file in cli.data.glob("keys.db*"):
        file.unlink()

    told = cli("ledger list --as qj-01")

    assert (told.code, "keys.missing" in told.out) == (7, True)


def test_a_log_is_proved_without_its_keys_and_no_new_ones_are_put_in_their_place(cli: Cli) -> None:
    cli("lead register --as qj-01", *PERSON)
    for file in cli.data.glob("keys.db*"):
        file.unlink()

    proof = cli.json("verify")

    assert (proof["sound"], proof["events"]) == (True, SAMPLED + 2)
    assert not list(cli.data.glob("keys.db*"))


def test_a_folder_that_cannot_be_made_is_told_by_its_name(cli: Cli, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")

    told = Cli(blocked / "below", cli.capture)("init")

    assert (told.code, "file.unusable" in told.out) == (7, True)


def test_a_log_that_lost_its_end_is_told_by_whoever_followed_it(cli: Cli) -> None:
    cli("lead register --as qj-01", *PERSON)
    with closing(sqlite3.connect(cli.data / "chufei.db")) as log, log:
        for (name,) in log.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            log.execute(f'drop trigger "{name}"')
        log.execute("delete from events")
        log.execute("delete from commands")

    told, rebuilt = cli("verify"), cli("rebuild")

    assert (told.code, "截断" in told.out) == (8, True)
    assert (rebuilt.code, "log.damaged" in rebuilt.out) == (8, True)
