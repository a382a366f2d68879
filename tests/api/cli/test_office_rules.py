"""Values of office rules at the command line: shown as of a day, set by the office's written decision."""

from datetime import date, timedelta

from tests.api.conftest import Cli

PAPER = ("--paper", "示处办〔2026〕8号")


def of(cli: Cli, rule: str, *more: str) -> dict[str, object]:
    return next(each for each in cli.json("law", "values", *more)["rules"] if each["rule"] == rule)


def test_a_value_is_set_from_tomorrow_on(cli: Cli) -> None:
    done = cli("law", "set", "repeated-read", "30", *PAPER, "--as", "admin")

    assert done.code == 0, done.out
    assert of(cli, "repeated-read")["value"] == 15
    tomorrow = date.fromisoformat(cli.json("law values")["day"]) + timedelta(days=1)
    assert of(cli, "repeated-read", "--on", str(tomorrow))["value"] == 30
    assert "30 分钟" in cli("law", "values").out


def test_what_cannot_be_is_refused_with_its_code(cli: Cli) -> None:
    for code, typed in {
        "permission.rulebook": ("repeated-read", "30", *PAPER, "--as", "qj-01"),
        "rulebook.bounds": ("repeated-read", "999", *PAPER, "--as", "admin"),
        "rulebook.rule": ("four-eyes", "1", *PAPER, "--as", "admin"),
    }.items():
        assert cli.json("law", "set", *typed)["error"]["code"] == code
