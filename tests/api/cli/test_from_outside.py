"""The installed program as a stranger's shell runs it: streams, exit codes, environment, a pipe that closes early."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("chufei")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CHUFEI_")}
    environment = {**kept, "CHUFEI_DATA": str(tmp_path / "data"), "PYTHONIOENCODING": "utf-8"}

    def chufei(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *arguments], env={**environment, **more}, capture_output=True, encoding="utf-8", check=False
        )

    return chufei


def test_the_first_steps_of_a_new_user(run: Run) -> None:
    assert run("--version").stdout == f"chufei {version('chufei')}\n"
    assert run("lead", "show", "x").returncode == 3
    assert "名册" in run("init").stdout
    registered = run("lead", "register", "unit.name=示例公司", "source=举报", CHUFEI_AS="jd-01")
    assert (registered.returncode, registered.stderr) == (0, "")
    assert "✓ 登记线索" in registered.stdout
    shown = run("ledger", "list", "--json")
    assert [lead["subject"] for lead in json.loads(shown.stdout)["leads"]] == ["示例公司"]
    proof = run("verify", "--lang", "en")
    assert (proof.returncode, "the log is sound" in proof.stdout) == (0, True)


def test_a_staff_file_that_is_refused_or_missing_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    (tmp_path / "名册.csv").write_text("账号,姓名\n甲,甲\n", encoding="utf-8")

    assert run("init", "--staff", str(tmp_path / "名册.csv")).returncode == 2
    missing = run("init", "--staff", "没有.csv")
    assert (missing.returncode, "没有.csv（没有这个文件或文件夹）" in missing.stdout) == (7, True)
    assert "there is no such file" in run("init", "--staff", "没有.csv", "--lang", "en").stdout
    assert not (tmp_path / "data").exists()


def test_what_is_built_anew_is_called_as_people_call_it(run: Run) -> None:
    run("init")

    assert "风险线索台账（risk_ledger）" in run("rebuild").stdout


def test_refusals_speak_json_on_the_same_stream(run: Run) -> None:
    run("init")
    refused = run("lead", "register", "--as", "nobody", "--json")

    assert (refused.returncode, refused.stderr) == (3, "")
    assert json.loads(refused.stdout)["error"]["code"] == "actor.unknown"


def test_an_export_flows_into_a_pipe(run: Run) -> None:
    run("init")

    assert run("ledger", "export").stdout.startswith("\ufeff线索编号,来源渠道,")


@pytest.mark.parametrize("guard", ["events.events_no_delete", "feed.feed_no_update"])
def test_a_missing_guard_is_told_of_until_it_is_put_back(run: Run, tmp_path: Path, guard: str) -> None:
    run("init")
    run("lead", "register", "unit.name=示例公司", "source=举报", "--as", "jd-01")
    with closing(sqlite3.connect(tmp_path / "data" / "chufei.db")) as connection, connection:
        connection.execute(f"DROP TRIGGER {guard.partition('.')[2]}")

    told = run("verify")
    assert told.returncode == 10
    assert "✓ 日志完好" in told.stdout
    assert f"触发器 {guard} 不见了" in told.stdout
    assert "--restore-guards" in told.stdout.replace("\n", "").replace(" ", "")
    found = json.loads(run("verify", "--json").stdout)
    assert (found["sound"], [lapse["state"] for lapse in found["lapses"]]) == (True, ["protection.missing"])
    assert run("verify", "--restore-guards", "--lang", "en").returncode == 10, "it was missing until now"
    assert run("verify").returncode == 0


def test_a_changed_byte_is_found_with_its_position(run: Run, tmp_path: Path) -> None:
    run("init")
    run("lead", "register", "unit.name=示例公司", "source=举报", "--as", "jd-01")
    with closing(sqlite3.connect(tmp_path / "data" / "chufei.db")) as connection, connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute("UPDATE events SET data = CAST(replace(data, '示例', '示倒') AS BLOB) WHERE position = 1")

    proof = run("verify", "--json")
    assert proof.returncode == 8
    found = json.loads(proof.stdout)
    assert (found["sound"], [damage["position"] for damage in found["damages"]][:1]) == (False, [1])
    told = run("verify").stdout.replace("\n", "")
    assert "日志被破坏" in told
    assert "数据文件夹原样保留" in told, "and what to do next"
