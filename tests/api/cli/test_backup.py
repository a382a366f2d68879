"""``chufei backup``: a folder that can be put back, proved before it is relied on."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from api.cli.backup import NOTE
from tests.api.conftest import Cli


@pytest.fixture
def worked(cli: Cli) -> str:
    """An office at work: the number of its lead."""
    (cli.data / "divisions.csv").write_text("代码,名称,上级代码,启用日期,停用日期\n", encoding="utf-8")
    return cli.register("remark=示例甲的自述")


def test_a_backup_is_a_data_folder_that_is_whole(cli: Cli, worked: str, tmp_path: Path) -> None:
    told = cli.json("backup", str(tmp_path / "copy"))
    copy = Cli(tmp_path / "copy", cli.capture)

    assert told["files"] == [NOTE, "chufei.db", "divisions.csv", "keys.db"]
    assert {path.name for path in copy.data.iterdir()} == set(told["files"])
    assert (told["sound"], told["events"]) == (True, cli.json("verify")["events"])
    assert copy.json("verify")["chain_hash"] == told["chain_hash"]
    assert copy("health").code == 0
    assert "示例甲的自述" in copy("lead show", worked, "--as", "jd-01").out


def test_the_note_in_it_says_what_the_copy_holds(cli: Cli, tmp_path: Path) -> None:
    told = cli.json("backup", str(tmp_path / "copy"))

    note = json.loads((tmp_path / "copy" / NOTE).read_text(encoding="utf-8"))
    assert note == {key: told[key] for key in ("at", "files", "sound", "events", "chain_hash")}


@pytest.mark.usefixtures("worked")
def test_people_are_told_what_to_keep_apart_and_how_to_put_it_back(cli: Cli, tmp_path: Path) -> None:
    told = cli("backup", str(tmp_path / "copy")).out.replace("\n", "").replace(" ", "")

    assert cli.json("verify")["chain_hash"] in told
    for part in ("✓已备份到", "✓日志完好", "keys.db是打开个人信息的密钥", "恢复：停下服务", "chufeihealth"):
        assert part in told
    assert "keys of all personal data" in cli("backup", str(tmp_path / "another"), "--lang", "en").out


def test_a_folder_that_holds_something_is_left_alone(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    assert cli("backup", str(tmp_path / "copy")).code == 0
    before = {path: path.read_bytes() for path in (tmp_path / "copy").iterdir()}

    assert cli.json("backup", str(tmp_path / "copy"))["error"]["code"] == "input.backup.folder"
    assert cli.json("backup", str(cli.data / "copy"))["error"]["code"] == "input.backup.inside"
    assert {path: path.read_bytes() for path in (tmp_path / "copy").iterdir()} == before


@pytest.mark.parametrize("existed", [True, False])
def test_half_a_copy_is_none(cli: Cli, tmp_path: Path, *, existed: bool) -> None:
    folder = tmp_path / "copy"
    if existed:
        folder.mkdir()
    (cli.data / "keys.db").unlink()

    assert cli("backup", str(folder)).code == 7
    assert folder.exists() is existed
    assert not existed or not list(folder.iterdir())


def test_keys_of_another_log_are_no_backup(cli: Cli, tmp_path: Path) -> None:
    with closing(sqlite3.connect(cli.data / "keys.db")) as connection, connection:
        connection.execute("DELETE FROM keys")

    assert cli.json("backup", str(tmp_path / "copy"))["error"]["code"] == "keys.missing"
    assert not (tmp_path / "copy").exists()


@pytest.mark.usefixtures("worked")
def test_a_damaged_log_is_copied_as_it_is_and_told(cli: Cli, tmp_path: Path) -> None:
    with closing(sqlite3.connect(cli.data / "chufei.db")) as connection, connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute("UPDATE events SET data = data || ' ' WHERE position = 1")
    answer = cli("backup", str(tmp_path / "copy"))

    assert answer.code == 8
    assert "一份也不要覆盖" in answer.out.replace("\n", "")
    assert json.loads((tmp_path / "copy" / NOTE).read_text(encoding="utf-8"))["sound"] is False


@pytest.mark.parametrize("name", ["CHUFEI_DATABASE_URL", "CHUFEI_KEYS_URL"])
def test_of_postgresql_it_says_what_to_do_instead(
    cli: Cli, tmp_path: Path, environment: Callable[[str, str], None], name: str
) -> None:
    environment(name, "postgresql://nobody@127.0.0.1:1/none")
    answer = cli("backup", str(tmp_path / "copy"))

    assert (answer.code, "pg_dump" in answer.out) == (2, True)
    assert not (tmp_path / "copy").exists()


def test_without_a_data_folder_there_is_nothing_to_copy(cli: Cli, tmp_path: Path) -> None:
    nowhere = Cli(tmp_path / "nothing", cli.capture)

    assert nowhere.json("backup", str(tmp_path / "copy"))["error"]["code"] == "data.missing"
