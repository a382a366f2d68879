"""The demonstration on both databases: it tells the whole way of a lead, and leaves a folder people can work in."""

import csv
import io
import json
import shutil
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from api.bootstrap import bootstrap
from api.cli.demo.perform import Astray
from api.cli.demo.play import play
from api.cli.demo.verb import NEXT
from api.cli.exits import ASTRAY
from api.cli.main import main
from api.cli.output import Out
from api.demo.clock import StoryClock
from api.demo.folder import fresh_folder
from api.demo.story import read_story, shipped
from api.settings import DATABASE_URL, Lang, Settings
from domain.lead.base import LeadEvent
from domain.lead.intake.events import LeadCarriedOver
from domain.lead.stage import Stage
from domain.numbers import NumberIssued
from domain.transfer.base import TransferEvent
from domain.transfer.stage import TransferStage
from domain.values.uscc import Uscc
from workflows.ports import Recorded

CARD = (
    Stage.REGISTERED, Stage.VERIFYING, Stage.INTERVIEW, Stage.RECTIFYING, Stage.INVESTIGATING, Stage.DETERMINED,
    Stage.DISPOSING, Stage.FOLLOW_UP, Stage.CLOSING, Stage.CLOSED, Stage.ARCHIVED,
)  # fmt: skip
"""The stages of the card that lie on the main track; the way to the police is a track of its own."""

REFUSALS = {
    "permission.level": "（R737 18）",
    "inquiry.suspicion": "（R737 19）",
    "order.minutes": "（R737 18）",
    "determine.heard": "办公规则，非法律规定（office due-process-determination）",
    "close.refund": "（R737 25）",
    "close.four-eyes": "办公规则，非法律规定（office four-eyes）",
}
"""Code → the article or office rule told with it."""


@dataclass(frozen=True)
class Played:
    """A demonstration that was run: its folder and database, how it ended, what it said."""

    folder: Path
    database_url: str
    code: int
    said: str

    def chufei(self, *words: str) -> tuple[int, str]:
        """Run a command on what the demonstration left."""
        return run(self.database_url, *words, "--data", str(self.folder))

    def log(self) -> list[Recorded]:
        settings = Settings.read({DATABASE_URL: self.database_url}, data=str(self.folder))
        with bootstrap(settings) as app:
            return list(app.store.log(0, 10_000))


def run(database_url: str, *words: str) -> tuple[int, str]:
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as said:
        patch.setenv(DATABASE_URL, database_url)
        patch.setenv("COLUMNS", "120")
        return main(words), said.getvalue()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    place = tmp_path_factory.mktemp("demo")
    folder = place / "demo"
    if request.param == "sqlite":
        url = f"sqlite:///{place / 'log.sqlite'}"
    else:
        url = request.getfixturevalue("postgres_module_url")
    return Played(folder, url, *run(url, "demo", "--no-serve", "--data", str(folder)))


@pytest.fixture
def shipped_copy(tmp_path: Path) -> Path:
    """The shipped files where a test may change them."""
    with as_file(files("api.demo")) as here:
        shutil.copytree(here, tmp_path / "copy")
    return tmp_path / "copy"


def test_ends_as_the_story_says(played: Played) -> None:
    assert played.code == 0
    assert "依法不予办理 6 步，都与预定相符" in played.said


def test_the_log_it_leaves_is_sound(played: Played) -> None:
    code, said = played.chufei("verify", "--json")

    assert code == 0
    assert json.loads(said)["sound"] is True


def test_one_lead_goes_through_every_stage_of_the_card_to_the_archive(played: Played) -> None:
    log = played.log()
    first = next(each.stream for each in log if isinstance(each.event, LeadEvent))
    reached = [each.event.stage for each in log if each.stream == first and isinstance(each.event, LeadEvent)]
    to_police = {each.event.stage for each in log if isinstance(each.event, TransferEvent)
                 and each.stream.startswith(f"transfer/{first.partition('/')[2]}")}  # fmt: skip

    assert list(dict.fromkeys(reached)) == list(CARD)
    assert {TransferStage.DELIVERED, TransferStage.FINAL_NOT_FILED} <= to_police


def test_one_lead_is_filed_by_the_police_only_after_supervision(played: Played) -> None:
    log = played.log()
    (filed,) = (each.stream for each in log if isinstance(each.event, TransferEvent) and each.event.move == "T10f")
    moves = [each.event.move for each in log if each.stream == filed and isinstance(each.event, TransferEvent)]

    assert " ".join(moves) == "T1 T2 T2r T3 T4 T5 T5s T5t T6n T8a T9n T10 T10r T10e T10o T10f T7"
    assert any(isinstance(each.event, LeadEvent) and each.event.stage is Stage.CRIMINAL for each in log)


def test_an_older_ledger_comes_in_line_by_line(played: Played) -> None:
    told = played.said.split("导入街道原有的台账")[1].split("3. 核查")[0].replace("\n", "").replace(" ", "")
    carried = [each.event.stage for each in played.log() if isinstance(each.event, LeadCarriedOver)]

    assert (told.count("自旧台账转入"), told.count("登记线索"), told.count("未导入")) == (3, 1, 1)
    assert "对照证照重新填写" in told
    assert carried == [Stage.VERIFYING, Stage.MONITORING, Stage.INTERVIEW]


def test_six_refusals_are_told_with_their_codes_and_articles(played: Played) -> None:
    told = [block.split("\n\n")[0] for block in played.said.split("\n✗ ")[1:]]

    assert len(told) == len(REFUSALS)
    for block, (code, article) in zip(told, REFUSALS.items(), strict=True):
        assert f"代码    {code}\n" in block
        assert article in block
        assert "  事实    " in block


def test_everything_was_recorded_in_2022_under_the_numbers_of_that_year(played: Played) -> None:
    log = [each for each in played.log() if each.meta.channel != "cli"]
    leads = [
        each.event.number for each in log if isinstance(each.event, NumberIssued) and "-2022-" in each.event.number
    ]

    assert {each.recorded_at.year for each in log} == {2022}
    assert leads == [f"370104-2022-{number:04d}" for number in range(1, 18)]


def test_the_ledger_shows_leads_at_many_stages(played: Played) -> None:
    _, said = played.chufei("ledger", "list", "--json")
    stages = [row["stage"] for row in json.loads(said)["leads"]]

    assert len(stages) == 17
    assert len(set(stages)) >= 11


def test_what_it_proposes_to_try_next_works(played: Played, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    for _, words in NEXT:
        assert played.chufei(*words.split())[0] == 0, words

    code, said = played.chufei("lead", "show", "370104-2022-0004", "--json")
    assert code == 0
    assert json.loads(said)["lead"]["suspended"] is False


def test_a_database_in_use_is_left_alone(played: Played, tmp_path: Path) -> None:
    before = played.log()

    code, said = run(played.database_url, "demo", "--json", "--data", str(tmp_path / "second"))

    assert code == 2
    assert json.loads(said)["error"]["code"] == "input.demo.database"
    assert not (tmp_path / "second").exists()
    assert played.log() == before


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ours.txt").write_text("ours")

    code, said = run("", "demo", "--json", "--data", str(tmp_path))

    assert code == 2
    assert json.loads(said)["error"]["code"] == "input.demo.folder"
    assert [each.name for each in tmp_path.iterdir()] == ["ours.txt"]


def test_without_a_folder_named_the_first_free_one_is_made(tmp_path: Path) -> None:
    assert fresh_folder(None, tmp_path) == tmp_path / "chufei-demo"
    (tmp_path / "chufei-demo").mkdir()
    (tmp_path / "chufei-demo-2").touch()

    assert fresh_folder(None, tmp_path) == tmp_path / "chufei-demo-3"


def test_speaks_english(tmp_path: Path) -> None:
    code, said = run("", "demo", "--lang", "en", "--data", str(tmp_path / "demo"))

    assert code == 0
    assert "6 refused by law, all as planned" in said
    assert "the log is sound" in said


def play_changed(copy: Path, file: str, old: str, new: str) -> None:
    path = copy / "story" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    play(Settings.read({}, data=str(copy.parent / "demo")), Out(Lang.ZH), read_story(copy))


def test_a_refusal_nobody_planned_stops_the_story(shipped_copy: Path) -> None:
    with pytest.raises(Astray, match=r"planned success, came permission\.level"):
        play_changed(shipped_copy, "03-interview.toml", 'refused = "permission.level"\n', "")


def test_a_refusal_that_does_not_come_stops_the_story(shipped_copy: Path) -> None:
    cause = 'do = "register-assistance"\n'

    with pytest.raises(Astray, match=r"planned close\.refund, came success"):
        play_changed(shipped_copy, "01-intake.toml", cause, f'{cause}refused = "close.refund"\n')


def test_a_row_of_the_ledger_that_is_refused_stops_the_story(shipped_copy: Path) -> None:
    ledger = shipped_copy / "leads.csv"
    ledger.write_text(ledger.read_text(encoding="utf-8").replace("91370104MA00001T07", "91370104MA00001T08", 1))

    with pytest.raises(Astray, match="line 2 was not registered"):
        play(Settings.read({}, data=str(shipped_copy.parent / "demo")), Out(Lang.ZH), read_story(shipped_copy))


def test_a_story_that_goes_astray_ends_with_a_code_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = replace(shipped(), roster=shipped().roster.replace("正职".encode(), "副职".encode()))
    monkeypatch.setattr("api.cli.demo.verb.shipped", lambda: broken)

    code, said = run("", "demo", "--data", str(tmp_path / "demo"))

    assert code == ASTRAY
    assert "permission.grade" in said


class TestTheShippedStory:
    def test_goes_forward_in_time(self) -> None:
        clock = StoryClock(shipped().begins)

        for step in shipped().steps:
            clock.turn_to(step.at)

        with pytest.raises(ValueError, match="goes back"):
            clock.turn_to(shipped().begins + timedelta(days=1))

    def test_puts_right_whatever_was_refused(self) -> None:
        steps = list(shipped().steps)
        refused = [step for step in steps if step.refused]

        assert {step.lead for step in refused} == {"370104-2022-0003"}
        for step in refused:
            assert any(
                (later.lead, later.do) == (step.lead, step.do) and later.at > step.at and not later.refused
                for later in steps
            ), step.do

    def test_names_only_invented_firms_with_codes_that_can_be(self) -> None:
        rows = list(csv.DictReader(io.StringIO(shipped().leads.decode())))
        codes = [row["统一社会信用代码/身份证号(脱敏)"] for row in rows]

        assert 10 <= len(rows) <= 12
        assert all("示例" in row["对象名称"] for row in rows)
        assert all(Uscc.parse(code).warnings == () for code in codes if code)
