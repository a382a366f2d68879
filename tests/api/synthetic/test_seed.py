"""The year as it is stored: lawful throughout, as the truth beside it says, and the same log wherever it is made."""

import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from api.app import App
from api.bootstrap import bootstrap
from api.cli.main import main
from api.settings import DATABASE_URL, KEYS_URL, Settings
from domain.lead.intake.events import LeadRegistered
from domain.lead.stage import Stage
from domain.values.resident_id import check_character as resident_check
from domain.values.uscc import check_character as uscc_check
from projections.acts import Act
from projections.ledger_rows import ledger
from projections.stage_times import stage_times
from projections.statistics import district_return

PROGRAM = Path(sys.executable).with_name("chufei")
LEADS = "200"
FEW = "60"
ID = re.compile(r"(?<![0-9A-Z])[0-9]{17}[0-9X](?![0-9A-Z])")
CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{2}370104[0-9A-Z]{10}(?![0-9A-Z])")

HERE: Mapping[str, str] = {"PYTHONHASHSEED": "0"}
ELSEWHERE: Mapping[str, str] = {
    "PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C", "LANG": "C", "CHUFEI_LANG": "en",
}  # fmt: skip
"""Another hashing, time zone, locale and language; and one core, where that can be said."""

OURS = ("CHUFEI_DATA", "CHUFEI_DATABASE_URL", "CHUFEI_KEYS_URL", "CHUFEI_LANG", "CHUFEI_AS")


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in OURS:
        monkeypatch.delenv(name, raising=False)


def seeded(
    folder: Path, *, seed: str = "7", url: str = "", leads: str = LEADS, machine: Mapping[str, str] = HERE
) -> dict[str, Any]:
    """What ``chufei seed`` says of its work, in a process of its own on a machine that is set up like that."""
    environment = {**os.environ, **machine} | ({DATABASE_URL: url} if url else {})
    asked = ["--year", "2022", "--seed", seed, "--leads", leads, "--data", str(folder), "--json"]
    one_core = ["taskset", "--cpu-list", "0"] if machine is ELSEWHERE and which("taskset") else []
    run = subprocess.run([*one_core, PROGRAM, "seed", *asked], env=environment, capture_output=True, check=False)
    assert run.returncode == 0, run.stdout.decode() + run.stderr.decode()
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def opened(folder: Path, url: str = "") -> Iterator[App]:
    with bootstrap(Settings.read({DATABASE_URL: url} if url else {}, data=str(folder))) as app:
        yield app


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A small year on SQLite, made once."""
    folder = tmp_path_factory.mktemp("synthetic") / "district"
    return folder, seeded(folder)


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A year to be made again."""
    folder = tmp_path_factory.mktemp("synthetic") / "few"
    return folder, seeded(folder, leads=FEW)


@pytest.fixture(scope="module")
def app(district: tuple[Path, dict[str, Any]]) -> Iterator[App]:
    yield from opened(district[0])


@pytest.fixture(scope="module")
def truth(district: tuple[Path, dict[str, Any]]) -> list[dict[str, str]]:
    with (district[0] / "truth.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_same_seed_gives_the_same_chain_hash_in_another_time_zone_and_language_on_one_core(
    few: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    again = seeded(tmp_path / "again", leads=FEW, machine=ELSEWHERE)

    assert again["chain_hash"] == few[1]["chain_hash"]
    for name in ("truth.csv", "truth.json", "divisions.csv", "SYNTHETIC.json"):
        assert (tmp_path / "again" / name).read_bytes() == (few[0] / name).read_bytes()


def test_the_other_database_holds_the_same_chain(
    few: tuple[Path, dict[str, Any]], tmp_path: Path, postgres_url: str
) -> None:
    assert seeded(tmp_path / "pg", url=postgres_url, leads=FEW)["chain_hash"] == few[1]["chain_hash"]


def test_another_seed_gives_another_chain(few: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    assert seeded(tmp_path / "other", seed="8", leads=FEW)["chain_hash"] != few[1]["chain_hash"]


def test_the_document_has_the_keys_of_the_page(few: tuple[Path, dict[str, Any]]) -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    (told,) = re.findall(r"^\| `seed` \| (.*) \|$", page, re.MULTILINE)

    assert set(few[1]) == set(re.findall(r"`(\w+)`", told))


def test_the_log_is_sound(app: App, district: tuple[Path, dict[str, Any]]) -> None:
    report = app.verify()

    assert report.sound
    assert report.chain_hash.hex() == district[1]["chain_hash"]


def test_every_lead_stands_where_the_truth_says_under_the_number_it_says(app: App, truth: list[dict[str, str]]) -> None:
    assert len(truth) == int(LEADS)
    for row in truth:
        lead = app.lead(row["lead"])
        assert (lead.stage, lead.number) == (Stage(row["final_stage"]), row["number"])


def test_the_ledger_and_the_statistics_say_what_the_truth_says(app: App, truth: list[dict[str, str]]) -> None:
    """Counted apart: the truth from the plan, the others from read models of the log."""
    ledger_rows = app.ask(ledger, limit=int(LEADS) + 1).rows
    stages = app.ask(stage_times, datetime(2023, 1, 1, tzinfo=UTC))
    *streets, whole = app.ask(district_return, datetime(2022, 1, 1, tzinfo=UTC), datetime(2023, 1, 1, tzinfo=UTC))
    ends = Counter(row["final_stage"] for row in truth)
    asked_for_help = sum(row["kind"] == "assisting" for row in truth)

    assert {row.lead: (row.number, row.stage, row.subject) for row in ledger_rows} == {
        row["lead"]: (row["number"], row["final_stage"], row["name"]) for row in truth
    }
    assert {row.stage.value: row.here for row in stages if row.here} == ends
    assert whole.acts[Act.REGISTERED] + whole.acts[Act.ASSISTANCE] == len(truth)
    assert whole.acts[Act.ASSISTANCE] == asked_for_help
    assert sum(street.acts[Act.REGISTERED] for street in streets) == len(truth) - asked_for_help
    assert whole.acts[Act.CLOSED] == ends["closed"] + ends["archived"]


def test_the_summary_beside_the_truth_adds_it_up(
    district: tuple[Path, dict[str, Any]], truth: list[dict[str, str]]
) -> None:
    summary = json.loads((district[0] / "truth.json").read_text(encoding="utf-8"))

    assert summary["leads"] == len(truth)
    assert summary["kinds"] == Counter(row["kind"] for row in truth)
    assert summary["final_stages"] == Counter(row["final_stage"] for row in truth)
    assert summary["illegal"] == sum(row["illegal"] == "yes" for row in truth)


def test_what_is_found_to_be_the_same_mostly_is(app: App, truth: list[dict[str, str]]) -> None:
    subjects = {row["lead"]: row["subject"] for row in truth}
    registered = [each for each in _log(app) if isinstance(each.event, LeadRegistered)]
    found = [(each.stream.partition("/")[2], other) for each in registered for other in each.event.duplicates]
    right = sum(subjects[one] == subjects[other] for one, other in found)

    assert right > 0
    assert right >= 0.9 * len(found)


def test_recorded_in_the_year_by_the_people_of_the_roster_through_one_channel(app: App) -> None:
    log = _log(app)

    assert {each.recorded_at.year for each in log} == {2022}
    assert {each.meta.channel for each in log} == {"seed"}
    assert {each.meta.actor for each in log} <= {each.id for each in app.roster}
    assert all(each.recorded_at >= getattr(each.event, "occurred", each.recorded_at) for each in log)


def test_no_number_in_the_whole_log_can_belong_to_anybody(app: App) -> None:
    texts = [text for each in _log(app) for text in _texts(each.event)]
    ids = [found for text in texts for found in ID.findall(text) if resident_check(found[:-1]) == found[-1]]
    codes = [found for text in texts for found in CODE.findall(text) if uscc_check(found[:-1]) == found[-1]]

    assert ids
    assert codes
    assert {each[14:17] for each in ids if not each.startswith("00")} == {"000"}
    assert {each[0] for each in codes} == {"0"}


def test_the_folder_says_that_it_is_synthetic(district: tuple[Path, dict[str, Any]]) -> None:
    mark = json.loads((district[0] / "SYNTHETIC.json").read_text(encoding="utf-8"))

    assert mark["synthetic"] is True
    assert (mark["year"], mark["seed"], mark["leads"]) == (2022, 7, int(LEADS))


@pytest.mark.parametrize(
    "verb", ["ledger list", "verify", "quarantine list", "stats stages", "lead register --as jd01-1"]
)
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_every_verb_says_on_the_stream_of_errors_that_it_is_synthetic(
    few: tuple[Path, dict[str, Any]], verb: str, form: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    main([*verb.split(), *form, "--data", str(few[0])])
    told = capsys.readouterr()

    assert "合成数据，全部虚构；请勿在此登记真实线索。" in told.err
    assert "合成数据" not in told.out
    if form:
        assert json.loads(told.out)


def test_a_folder_of_ones_own_is_not_called_synthetic(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--data", str(tmp_path / "own")]) == 0
    assert main(["ledger", "list", "--data", str(tmp_path / "own")]) == 0
    assert not capsys.readouterr().err


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kept.txt").write_text("mine")

    assert main(["seed", "--leads", "1", "--data", str(tmp_path), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "input.synthetic.folder"
    assert [each.name for each in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize("variable", [DATABASE_URL, KEYS_URL])
def test_a_log_or_a_key_that_is_there_refuses_keys_that_can_be_guessed(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    used, fresh = tmp_path / "used", tmp_path / "fresh"
    seeded(used, leads="1")
    files = {DATABASE_URL: "chufei.db", KEYS_URL: "keys.db"}
    monkeypatch.setenv(variable, f"sqlite:///{used / files[variable]}")

    assert main(["seed", "--leads", "1", "--data", str(fresh), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "input.synthetic.occupied"
    assert not fresh.exists()


@pytest.mark.parametrize("wrong", [("--leads", "0"), ("--leads", "1000001"), ("--year", "2021"), ("--seed", "-1")])
def test_sizes_years_and_seeds_out_of_range_are_refused(
    wrong: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["seed", *wrong, "--data", str(tmp_path / "none"), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "input.synthetic.range"
    assert not (tmp_path / "none").exists()


def _log(app: App) -> list[Any]:
    return list(app.store.log(0, app.store.head()))


def _texts(value: object) -> Iterator[str]:
    """Every text in an event, personal data open."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for each in asdict(value).values():
            yield from _texts(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
