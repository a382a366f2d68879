"""What is typed in another encoding, or with control characters, is refused in words and never repeated."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.api.conftest import Cli
from tests.support.staff import SAMPLED

PROGRAM: Final = Path(sys.executable).with_name("chufei")
REGISTER: Final = "lead register unit.name=示例公司 source=社区 --as jd-01"
BROKEN: Final = "\udcb4\udcf3"
"""What Python makes of GBK bytes on a command line in UTF-8."""


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (["--command-id", f"a{BROKEN}"], "--command-id"),
        ([f"--command-id=a{BROKEN}"], "--command-id"),
        ([f"summary={BROKEN}"], "summary"),
        ([f"{BROKEN}=1"], "argv[7]"),
        (["--as", BROKEN], "--as"),
        (["--form", BROKEN], "--form"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_another_encoding_is_told_with_its_place(cli: Cli, typed: list[str], field: str, lang: str) -> None:
    told = cli(REGISTER, *typed, "--lang", lang)

    assert told.code == 2
    assert all(text in told.out for text in (field, "input.encoding", "GB/T 13000", "UTF-8"))
    assert BROKEN not in told.out
    assert cli.json("verify")["events"] == SAMPLED


@pytest.mark.parametrize(
    "verb", ["lead show {}", "ledger list --text {}", "import {} --as jd-01", "law show {}", "{}", "quarantine show {}"]
)
def test_whatever_the_verb(cli: Cli, verb: str) -> None:
    told = cli.json(verb.format(BROKEN))

    assert (told["error"]["code"], told["error"]["field"][:2]) in {("input.encoding", "ar"), ("input.encoding", "--")}


def test_a_broken_character_in_a_json_form_is_told_too(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"summary": "\\udcff", "remark": "\\u0000"}', encoding="utf-8")
    told = cli.json(REGISTER, "--form", str(tmp_path / "a.json"))

    assert [fault["code"] for fault in told["error"]["faults"]] == ["input.form.character"] * 2


@pytest.mark.parametrize("name", ["\\udcff", "\\u001b[31m"])
def test_nor_may_a_name_in_it_hold_one(cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "a.json").write_text(f'{{"unit": {{"{name}": "1"}}}}', encoding="utf-8")
    told = cli(REGISTER, "--form", str(tmp_path / "a.json"))

    assert (told.code, "input.form.file" in told.out, "\x1b" in told.out) == (2, True, False)


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31mb", "x" * 201])
def test_what_cannot_be_a_command_id_is_told_without_being_repeated(cli: Cli, name: str) -> None:
    number = cli.register()
    for verb in (REGISTER, f"lead act {number} grade-risk grade=高 reasons=高息 --as qj-01"):
        told = cli(verb, "--command-id", name)
        assert (told.code, "input.command-id" in told.out, name in told.out) == (2, True, False)
    assert cli.json(REGISTER, "--command-id", name)["error"]["rule"] == "GB/T 13000"


def test_bytes_on_a_real_command_line_give_no_traceback(cli: Cli) -> None:
    words = [os.fsencode(str(PROGRAM)), *map(os.fsencode, REGISTER.split()), b"--command-id", b"\xb4\xf3"]
    environment = {**os.environ, "CHUFEI_DATA": str(cli.data), "LC_ALL": "C.UTF-8"}

    ended = subprocess.run(words, env=environment, capture_output=True, check=False)
    named = subprocess.run(words[:-2], env={**environment, "CHUFEI_AS": "\udcb4"}, capture_output=True, check=False)

    assert (ended.returncode, named.returncode) == (2, 2)
    assert b"Traceback" not in ended.stderr + named.stderr
    assert "CHUFEI_AS" in named.stdout.decode()
