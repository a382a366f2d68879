"""An administrator at the command line: secrets are printed once, and what was done stands on record."""

import sqlite3

import pytest

from tests.api.conftest import Cli

KEEPER = ("--as", "admin")


def test_a_new_house_prints_one_password_for_its_administrator_and_no_second_one(cli: Cli) -> None:
    first = cli.json("init")
    told = cli("init").out

    assert first["administrator"] == "admin"
    assert len(first["password"]) == 24
    assert cli.json("init")["password"] == ""
    assert "一次性密码" not in told


def test_a_house_in_which_somebody_was_logged_out_has_no_password_yet(cli: Cli) -> None:
    cli("account log-out", "qj-01")

    assert cli.json("init")["password"]


def test_no_two_houses_begin_with_the_same_password(cli: Cli) -> None:
    passwords = {Cli(cli.data.parent / name, cli.capture).json("init")["password"] for name in ("a", "b")}

    assert len(passwords) == 2


def test_an_administrator_gives_a_password_and_the_record_says_so(either_cli: Cli) -> None:
    told = either_cli("account password", "qj-01", *KEEPER).out

    assert "qj-01 的一次性密码" in told
    facts = either_cli.json("account record", "qj-01")["facts"]
    assert [(fact["kind"], fact["by"]) for fact in facts] == [("password-reset", "admin")]
    assert "重置密码" in either_cli("account record", *KEEPER).out


@pytest.mark.parametrize(
    "verb",
    ["account password qj-02", "account token qj-02 --scopes read", "account tokens qj-02", "account log-out qj-02",
     "account revoke qj-02 00000000", "account totp qj-02 --reset", "account unlink qj-02", "account record"],
)  # fmt: skip
def test_who_is_no_administrator_does_nothing_with_the_secrets_of_others(cli: Cli, verb: str) -> None:
    answer = cli(verb, "--as", "qj-04", "--json")

    assert (answer.code, answer.document["error"]["code"]) == (4, "permission.administrator")


def test_an_administrator_keeps_the_accounts_of_his_own_area(cli: Cli) -> None:
    keeper = ("--as", "qj-04")
    assert cli("staff grant account=qj-04 post=administrator office=370104", *KEEPER).code == 0

    assert cli("account password", "jd-01", *keeper).code == 0
    above = cli.json("account password", "sj-01", *keeper)["error"]
    assert (above["code"], above["facts"][0]["found"]) == ("permission.administrator", "370100")


def test_nor_does_he_keep_who_acts_above_for_an_office_that_is_not_his_own(cli: Cli) -> None:
    for form in (
        "grant account=qj-04 post=administrator office=370104",
        "open-office office=370104-mz kind=member-unit name=示例区民政局 division=370104 parent=370104",
        "open-account ref=mz-01 name=测试民政甲 office=370104-mz",
        "grant account=mz-01 post=city-officer office=370100",
    ):
        assert cli(f"staff {form} --as admin").code == 0

    above = cli.json("account password mz-01 --as qj-04")["error"]
    assert (above["code"], above["facts"][0]["found"]) == ("permission.administrator", "370100")
    assert cli("account password mz-01 --as admin").code == 0


def test_an_auditor_reads_the_record_and_does_no_more(cli: Cli) -> None:
    assert cli("account record", "--as", "qj-06").code == 0
    assert cli("account password", "qj-01", "--as", "qj-06").code == 4


def test_a_token_is_printed_once_listed_without_its_secret_and_revoked(cli: Cli) -> None:
    made = cli.json("account token", "qj-01", "--scopes", "read,feed", "--days", "30", "--label", "街道大屏", *KEEPER)
    prefix = made["token"].split("_")[1]
    (listed,) = cli.json("account tokens", "qj-01")["tokens"]

    assert (listed["prefix"], listed["scopes"], listed["label"]) == (prefix, ["feed", "read"], "街道大屏")
    assert made["token"] not in cli("account tokens", "qj-01").out
    assert "查询、接收数据推送" in cli("account tokens", "qj-01").out
    assert f"{prefix}（查询、接收数据推送）" in cli("account record", "qj-01").out
    assert cli("account revoke", "qj-01", prefix, *KEEPER).code == 0
    assert cli.json("account tokens", "qj-01")["tokens"][0]["revoked"]
    assert cli.json("account revoke", "qj-01", "00000000")["error"]["code"] == "token.unknown"


@pytest.mark.parametrize("verb", ["log-out", "password"])
def test_who_ends_the_sessions_of_an_account_is_told_which_keys_still_stand(cli: Cli, verb: str) -> None:
    assert cli.json(f"account {verb} qj-01")["tokens"] == []
    prefix = cli.json("account token qj-01 --scopes read")["token"].split("_")[1]

    told = cli(f"account {verb} qj-01").out

    assert all(each in told for each in ("1 个程序密钥", prefix, "chufei account revoke qj-01"))
    cli(f"account revoke qj-01 {prefix}")
    assert cli.json(f"account {verb} qj-01")["tokens"] == []


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("--scopes", "everything"), "input.token.scopes"),
        (("--scopes", ","), "input.token.scopes"),
        (("--scopes", "read", "--days", "999"), "input.token.days"),
    ],
)
def test_a_token_without_bounds_is_refused(cli: Cli, asked: tuple[str, ...], code: str) -> None:
    assert cli.json("account token", "qj-01", *asked)["error"]["code"] == code


def test_there_are_no_secrets_for_who_is_not_there(cli: Cli) -> None:
    assert cli.json("account password", "nobody")["error"]["code"] == "sign-in.no-power"


def test_an_identity_is_linked_to_a_provider_that_is_named_or_connected(cli: Cli) -> None:
    assert cli.json("account link", "qj-01", "--subject", "s")["error"]["code"] == "input.issuer"
    assert cli("account link", "qj-01", "--subject", "s", "--issuer", "https://sso.example").code == 0
    again = cli.json("account link", "qj-02", "--subject", "s", "--issuer", "https://sso.example")
    assert again["error"]["code"] == "oidc.taken"
    assert cli.json("account unlink", "qj-01")["unlinked"] is True


def test_codes_that_are_not_on_cannot_be_turned_off(cli: Cli) -> None:
    assert cli.json("account totp", "qj-01")["on"] is False
    assert cli.json("account totp", "qj-01", "--reset")["error"]["code"] == "code.not-enrolled"


def test_a_record_that_was_changed_is_told(cli: Cli) -> None:
    cli("account log-out", "qj-01")
    with sqlite3.connect(cli.data / "chufei.db") as database:
        database.execute("drop trigger identity_log_no_update")
        database.execute("update identity_log set by = 'nobody'")
    database.close()
    answer = cli("account record")

    assert answer.code == 8
    assert "第 1 号起被改动" in answer.out
