"""Whoever is shown personal data stands on record before he sees it; who looks into the record, and what it tells."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

from adapters.store.store import Store
from api.bootstrap import bootstrap
from api.cli.main import main
from api.settings import Settings
from domain.access import AccessRecorded
from domain.catalogue import MASKED
from domain.errors import StoreUnavailable
from domain.words import Words
from tests.api.conftest import Cli, Prepared
from workflows.ports import Append, Recorded

NAME: Final = "示例某人"
RESIDENT: Final = "11010519491231002X"
PERSON: Final = ("source=群众举报", f"person.name={NAME}", f"person.resident_id={RESIDENT}", "summary=示例会员返利")
SECRETS: Final = (NAME, RESIDENT, "示例会员返利")

OF_ONE: Final = {
    "lead show {}": "show", "lead history {}": "history", "lead replay {} --version 1": "replay",
    "lead diff {} 1 2": "diff", "register file {}": "subject-file",
}  # fmt: skip
OF_MANY: Final = {
    "worklist": "worklist", "ledger list": "ledger", "ledger export": "export", "register list subjects": "register",
    "register export subjects": "export", "register list transfers": "register",
    "register list referrals --lead {}": "register", "register export transfers": "export",
}  # fmt: skip
READINGS: Final = OF_ONE | OF_MANY


def in_every_list(cli: Cli) -> str:
    """A lead on a person, with a transfer and a referral, so that every list holds it."""
    number: str = cli.json("lead register", *PERSON, "occurred=2025-03-01 09:00", "--as", "jd-01")["number"]
    cli.suspect_and_refer(number)
    return number


@pytest.fixture
def number(cli: Cli, prepared: Prepared) -> str:
    return prepared(cli, in_every_list)


@contextmanager
def log(cli: Cli) -> Iterator[Any]:
    with bootstrap(Settings.read({}, data=str(cli.data))) as app:
        yield app


def reads(cli: Cli) -> list[Recorded]:
    """The reads on record."""
    with log(cli) as app:
        return [each for each in app.store.log(limit=1000) if isinstance(each.event, AccessRecorded)]


def id_of(cli: Cli, number: str) -> str:
    lead: str = cli.json("lead show", number)["lead"]["id"]
    return lead


def after(cli: Cli, verb: str, *flags: str) -> tuple[str, list[Recorded]]:
    """What a verb told, and what it put on record."""
    known = len(reads(cli))
    told = cli(verb, *flags)
    assert told.code == 0
    return told.out, reads(cli)[known:]


@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_what_opens_personal_data_stands_on_record(cli: Cli, number: str, as_json: tuple[str, ...]) -> None:
    lead = id_of(cli, number)
    for verb, view in READINGS.items():
        told, (recorded,) = after(cli, verb.format(number), "--as", "qj-01", *as_json)
        event: Any = recorded.event
        assert any(secret in told for secret in SECRETS) or verb in OF_ONE, verb
        assert (recorded.stream, event.leads, event.view) == (f"access/{lead}", (lead,), view)
        assert (recorded.meta.actor, recorded.meta.reason, recorded.meta.channel) == ("qj-01", "办理", "cli")


def test_what_cannot_be_recorded_is_not_shown(
    cli: Cli, number: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(_: Store, __: Append) -> None:
        raise StoreUnavailable(Words("磁盘已满", "the disk is full"))

    monkeypatch.setattr(Store, "send", full)
    file = tmp_path / "out.csv"
    for verb in READINGS:
        told = cli(verb.format(number), "--as", "qj-01", *(("--out", str(file)) if "export" in verb else ()))
        written = file.read_text(encoding="utf-8-sig") if file.exists() else ""
        assert told.code == 7, verb
        assert [secret for secret in SECRETS if secret in told.out + written] == [], verb


@pytest.mark.parametrize("reader", [(), ("--as", "yw-01"), ("--as", "qj-06"), ("--as", "scjg-01")])
def test_what_is_masked_is_no_read(cli: Cli, number: str, reader: tuple[str, ...]) -> None:
    """The operator, with or without an account; an auditor and a regulator who give no reason."""
    for verb in (set(READINGS) - {"worklist"}) | ({"worklist"} if reader else set()):
        told, recorded = after(cli, verb.format(number), *reader)
        assert [secret for secret in SECRETS if secret in told] == [], verb
        assert recorded == [], verb


@pytest.mark.parametrize("reader", ["qj-06", "scjg-01", "qj-05"])
def test_for_a_reason_in_writing_those_read_who_do_not_work_on_the_lead(cli: Cli, number: str, reader: str) -> None:
    for verb in READINGS:
        told, recorded = after(cli, verb.format(number), "--as", reader, "--reason", "季度抽查")
        if verb != "worklist":  # nothing waits for them
            (read,) = recorded
            assert NAME in told or verb in OF_ONE, verb
            assert (getattr(read.event, "ground", ""), read.meta.reason) == ("stated", "季度抽查"), verb


def test_nobody_finds_by_a_name_what_he_would_need_a_reason_to_read(cli: Cli, number: str) -> None:
    for reader in ("qj-06", "scjg-01"):
        assert cli.json(f"ledger list --text {NAME} --as {reader}")["leads"] == []
        (found,) = cli.json(f"ledger list --text {NAME} --as {reader} --reason 季度抽查")["leads"]
        assert found["number"] == number
    assert len(cli.json(f"ledger list --text {NAME} --as qj-01")["leads"]) == 1
    assert len(cli.json(f"ledger list --text {NAME} --as jd-01")["leads"]) == 1


def test_who_is_not_shown_for_want_of_a_reason_is_told_so(cli: Cli, number: str) -> None:
    cli.capture.readouterr()
    assert main(["lead", "show", number, "--as", "qj-06", "--data", str(cli.data)]) == 0
    told = cli.capture.readouterr()

    assert MASKED in told.out
    assert "access.reason" in told.err
    assert "--reason" in told.err


@pytest.mark.parametrize(
    ("reason", "code"),
    [("x" * 201, "input.reason.long"), (f"核对{RESIDENT}", "input.reason.personal"),
     ("回电 138 0013 8000 5555", "input.reason.personal"), ("卡号６２２２０２１２３４５６", "input.reason.personal")],
)  # fmt: skip
def test_a_reason_stands_in_clear_and_so_holds_no_numbers_of_persons(
    cli: Cli, number: str, reason: str, code: str
) -> None:
    told = cli(f"lead show {number} --as qj-06", "--reason", reason)

    assert (told.code, code in told.out) == (2, True)
    assert reads(cli) == []
    assert cli("lead show", number, "--as", "qj-06", "--reason", f"抽查{number}，2025-03-01至2025-03-31").code == 0


def test_what_tells_nothing_personal_is_no_read_of_it(cli: Cli) -> None:
    """A ledger on the screen names firms; their representatives stand in the whole row alone."""
    cli.register("unit.representative=某某", "division=370104014")
    for verb in (
        "ledger list",
        "ledger list --columns number,stage",
        "register list tenants",
        "register list buildings",
    ):
        assert cli(verb, "--as", "qj-01").code == 0
    assert reads(cli) == []

    cli("ledger list --as qj-01 --json")
    assert len(reads(cli)) == 1


def test_to_find_a_lead_by_a_personal_text_is_to_read_it(cli: Cli) -> None:
    """Who finds a firm by its representative knows who that is, though the screen does not name him."""
    cli.register("unit.representative=某某", "division=370104014")

    assert "示例投资" in cli("ledger list --text 某某 --columns subject --as qj-01").out
    assert len(reads(cli)) == 1


def test_a_list_is_one_record_that_names_the_leads_and_not_what_was_typed(cli: Cli, number: str) -> None:
    other = cli.json("lead register", "person.name=示例又一人", "source=社区", "--as", "jd-01")["number"]
    cli(f"ledger export --as qj-01 --division 370104 --text {NAME[:2]}")
    (recorded,) = reads(cli)
    event: Any = recorded.event

    assert set(event.leads) == {id_of(cli, number), id_of(cli, other)}
    assert (event.register, event.narrowed) == ("risk_ledger", ("division=370104", "text"))
    assert recorded.stream.startswith("access/list/qj-01/2")
    told = "".join(cli("access list --as qj-06").out.split())
    assert "division" not in told
    assert "区划：" in told


def test_the_same_read_again_is_on_record_already(cli: Cli, number: str) -> None:
    for verb in ("lead show {}", "lead show {}", "lead history {}", "ledger list", "ledger list"):
        cli(verb.format(number), "--as", "qj-01")
    cli(f"lead show {number} --as qj-02")
    cli(f"lead show {number} --as qj-01 --reason 复核")

    told = [(each.meta.actor, str(each.event.view)) for each in reads(cli)]  # type: ignore[attr-defined] # a read
    assert told == [("qj-01", "show"), ("qj-01", "history"), ("qj-01", "ledger"), ("qj-02", "show"), ("qj-01", "show")]


def test_of_a_list_read_again_only_what_is_new_is_recorded(cli: Cli, number: str) -> None:
    cli("ledger list --as qj-01")
    other = cli.json("lead register", "person.name=示例又一人", "source=社区", "--as", "jd-01")["number"]
    cli("ledger list --as qj-01")

    assert [each.event.leads for each in reads(cli)] == [(id_of(cli, number),), (id_of(cli, other),)]  # type: ignore[attr-defined] # reads


def test_a_lead_s_own_story_and_version_know_nothing_of_reads(cli: Cli, number: str) -> None:
    before = cli.json("lead history", number)["timeline"], cli.json("lead show", number)["version"]
    cli(f"lead show {number} --as qj-01")
    after = cli.json("lead history", number)["timeline"], cli.json("lead show", number)["version"]

    assert before == after


def test_the_record_tells_auditors_who_read_what_when_why_and_by_which_way(cli: Cli, number: str) -> None:
    cli(f"lead show {number} --as qj-01")
    cli("ledger export --as scjg-01 --reason 联合检查")

    page = cli.json("access list --as qj-06")
    told = [(row["actor"], row["view"], row["reason"], row["channel"], row["number"]) for row in page["reads"]]
    assert told == [
        ("scjg-01", "export", "联合检查", "cli", number), ("qj-01", "show", "办理", "cli", number)
    ]  # fmt: skip
    shown = cli(f"access list {number} --as qj-06").out
    assert "导出（风险线索台" in shown
    assert "测试承办乙" in shown
    assert "查看线索" in shown
    assert "本机" in shown
    assert [secret for secret in SECRETS if secret in shown + str(page)] == []
    assert len(reads(cli)) == 2, "looking into the record opens nothing"


def test_the_record_is_narrowed_by_reader_and_day_and_comes_in_pages(cli: Cli, number: str) -> None:
    for reader in ("qj-01", "qj-02", "jd-01"):
        cli(f"lead show {number} --as {reader}")

    def actors(flags: str) -> list[str]:
        return [row["actor"] for row in cli.json(f"access list {flags} --as qj-06")["reads"]]

    assert actors("") == ["jd-01", "qj-02", "qj-01"]
    assert actors("--by 测试承办丙") == ["qj-02"]
    assert actors("--from 2020-01-01 --to 2020-12-31") == []
    assert actors("--from 2020-01-01") == ["jd-01", "qj-02", "qj-01"]
    first = cli.json("access list --limit 2 --as qj-06")
    assert first["following"] is not None
    assert actors(f"--limit 2 --after {first['following']}") == ["qj-01"]


@pytest.mark.parametrize("who", ["jd-01", "qj-01", "qj-05", "yw-01"])
@pytest.mark.parametrize("lead", ["", "{}"])
def test_the_record_is_nobody_else_s(cli: Cli, number: str, who: str, lead: str) -> None:
    told = cli.json(f"access list {lead.format(number)} --as {who}")["error"]

    assert told["code"] == "permission.oversight"
    assert "qj-06" in told["missing"]["holders"]
    assert told["basis"]


def test_leaders_see_the_reads_of_the_leads_their_organ_answers_for(cli: Cli, number: str) -> None:
    cli(f"lead show {number} --as qj-01")

    for who, sees in {"jd-02": True, "qj-03": True, "sj-01": True, "scjg-02": False}.items():
        assert bool(cli.json(f"access list --as {who}")["reads"]) is sees, who
    assert cli(f"access list {number} --as jd-02").code == 0
    assert cli(f"access list {number} --as scjg-02").code == 4
    assert cli(f"access list {number} --as ga-01").code == 4


def test_the_log_still_proves_and_the_record_is_built_anew_from_it(cli: Cli, number: str) -> None:
    cli(f"lead show {number} --as qj-01")
    cli("ledger export --as qj-01")
    before = cli.json("access list --as qj-06")

    assert cli("verify").code == 0
    assert cli("rebuild access_register").code == 0
    assert cli.json("access list --as qj-06") == before
