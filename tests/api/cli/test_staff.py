"""The directory at the command line: begun once, loaded by its difference, told for any day, changed by forms."""

from pathlib import Path
from typing import Any

import pytest

from api.bootstrap import bootstrap
from api.settings import Settings
from tests.api.conftest import HEADING, Cli

OURS = (
    "zr-01,测试主任甲,370104013,示例二街道办事处,街道,370104013,,正职,领导,,",
    "zr-02,测试承办甲,370104013,示例二街道办事处,街道,370104013,,,承办,,",
    "gl-01,测试管理甲,370104,示例区地方金融管理局,区牵头部门,370104,示金监,,管理,,",
)


@pytest.fixture
def new(cli: Cli, tmp_path: Path) -> Cli:
    """A folder that is not there yet."""
    return Cli(tmp_path / "new", cli.capture)


def staff_file(folder: Path, *rows: str, name: str = "名册.csv") -> str:
    path = folder / name
    path.write_text("\n".join((HEADING, *rows)), encoding="utf-8")
    return str(path)


def test_a_folder_begins_with_the_offices_own_people_in_the_name_of_their_administrator(
    new: Cli, tmp_path: Path
) -> None:
    begun = new.json("init", "--staff", staff_file(tmp_path, *OURS))

    assert (begun["written"], begun["offices"], begun["people"]) == (True, 2, 3)
    assert begun["administrator"] == "gl-01"
    assert {each["actor"] for each in new.json("staff show zr-01")["entries"]} == {"gl-01"}
    assert new("init").code == 0
    assert new.json("init", "--staff", staff_file(tmp_path, *OURS))["error"]["code"] == "input.init.standing"


def test_the_roster_of_a_folder_made_before_is_loaded_once(new: Cli) -> None:
    new.data.mkdir()
    staff_file(new.data, *OURS, name="roster.csv")

    assert new.json("init")["staff"] == "roster.csv"
    assert [each["id"] for each in new.json("staff list")["people"]] == ["zr-01", "zr-02", "gl-01"]


def test_mistakes_of_a_first_file_are_all_told_and_begin_nothing(new: Cli, tmp_path: Path) -> None:
    wrong = (OURS[0].replace("正职", "副局级"), OURS[1].replace("承办,,", "司机,,"))

    error = new.json("init", "--staff", staff_file(tmp_path, *wrong))["error"]

    assert [each["field"] for each in error["faults"]] == ["名册.csv:2 职务", "名册.csv:3 岗位"]
    assert new.json("staff list")["error"]["code"] == "data.missing"


def test_police_alone_have_nobody_who_could_begin(new: Cli, tmp_path: Path) -> None:
    station = "xf-1,某某,370104-xf,示例信访局,,370104,,,信访工作人员,,"
    heading = HEADING + ",单位类别"
    path = tmp_path / "a.csv"
    path.write_text(f"{heading}\n{station},信访部门\n", encoding="utf-8")

    assert new.json("init", "--staff", str(path))["error"]["code"] == "input.staff.nobody"


def test_a_load_is_the_difference_and_done_twice_does_nothing(cli: Cli, tmp_path: Path) -> None:
    more = staff_file(
        tmp_path,
        "jd-01,测试承办甲,370104014,示例街道办事处,街道,370104014,,,承办、档案,,",
        "jd-09,测试承办戊,370104014,示例街道办事处,街道,370104014,,,承办,示执9,2030-12-31",
    )

    once, twice = (cli.json("staff load", more, "--as", "admin") for _ in range(2))

    assert once["changes"] == {"open an account": 1, "enter a certificate": 1, "give a post": 2}
    assert (twice["changes"], twice["first"]) == ({}, None)
    assert "jd-02" in once["not_in_file"]


def test_a_whole_file_closes_whoever_it_leaves_out_but_no_administrator(cli: Cli, tmp_path: Path) -> None:
    told = cli.json("staff load", staff_file(tmp_path, *OURS[:2]), "--whole", "--as", "admin")

    assert told["changes"]["close an account"] == 15
    assert [each["id"] for each in cli.json("staff list")["people"]] == ["admin", "zr-01", "zr-02"]
    gone = cli.json("lead register unit.name=示例 source=社区 --as jd-01")["error"]
    assert gone["code"] == "actor.no-power"


def test_what_is_listed_as_a_file_is_loaded_without_a_change(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "listed.csv"
    path.write_text(cli("staff list --csv").out, encoding="utf-8")

    assert cli.json("staff load", str(path), "--whole", "--as", "admin")["changes"] == {}


def test_a_power_is_told_for_its_days_with_the_event_that_gave_it(cli: Cli) -> None:
    form = "account=jd-01 post=科室负责人 office=370104014 since=2025-03-01 until=2025-03-31"
    done = cli.json(f"staff grant {form} --as admin")

    def told(day: str) -> Any:  # noqa: ANN401 - a document
        return cli.json(f"staff show jd-01 --on {day}")

    assert "leader" in told("2025-03-31")["roles"]
    assert "leader" not in told("2025-04-01")["roles"]
    (entry,) = (each for each in told("2025-04-01")["entries"] if each["position"] == done["first"])
    assert (entry["holds"], entry["actor"], entry["until"]) == (False, "admin", "2025-03-31")
    assert "科室负责人" in cli("staff show jd-01").out


def test_a_power_that_is_taken_is_gone_at_once(cli: Cli) -> None:
    cli.register()
    assert cli("staff end-grant account=jd-01 post=街道专班人员 office=370104014 --as admin").code == 0

    refused = cli.json("lead register unit.name=示例乙 source=社区 --as jd-01")["error"]

    assert refused["code"] == "permission.role"


def test_only_an_administrator_changes_it_and_the_refusal_names_him(cli: Cli) -> None:
    form = "account=jd-01 post=科室负责人 office=370104014"
    error = cli.json(f"staff grant {form} --as qj-04")["error"]

    assert (error["code"], error["missing"]["holders"]) == ("permission.administrator", ["admin"])
    (who,) = (line for line in cli(f"staff grant {form} --as qj-04").out.splitlines() if "谁可以" in line)
    assert "admin 管理员" in who


def test_a_change_without_a_field_lists_them(cli: Cli) -> None:
    told = cli("staff deputise").out

    assert all(text in told for text in ("account", "被代理人", "主持工作", "依据文书"))


def test_offices_are_told_as_a_tree_with_the_members_of_bodies(cli: Cli) -> None:
    body = "office=370104-zb kind=区专班 name=示例区专班 division=370104 parent=370104"
    assert cli(f"staff open-office {body} --as admin").code == 0
    assert cli("staff join-body body=370104-zb unit=370104-scjg --as admin").code == 0

    offices = {each["code"]: each for each in cli.json("staff offices")["offices"]}

    assert offices["370104014001"]["parent"] == "370104014"
    assert offices["370104-zb"]["members"] == ["370104-scjg"]
    assert "· · · 示例社区居民委员会" in cli("staff offices").out


def test_who_acts_for_another_office_says_so(cli: Cli) -> None:
    post = "account=sj-01 post=区承办人 office=370104"
    assert cli(f"staff grant {post} --as admin").code == 0

    number = cli.json("lead register unit.name=示例 source=社区 --as sj-01@370104")["number"]

    assert cli.json(f"lead show {number}")["lead"]["office"] == "370104"
    assert (
        cli.json("lead register unit.name=示例 source=社区 --as sj-01@370104014")["error"]["code"] == "actor.no-power"
    )


def test_only_a_deputy_acts_for_a_colleague_and_the_log_says_for_whom(cli: Cli) -> None:
    number = cli.register()
    act = f"lead act {number} grade-risk grade=高 reasons=高息 --as qj-01 --behalf qj-02"
    assert cli.json(act)["error"]["code"] == "permission.on-behalf"
    paper = "acting=否 absent=qj-02 paper=通知〔2026〕1号"
    assert cli(f"staff deputise account=qj-01 office=370104 {paper} --as admin").code == 0

    position = cli.json(act)["last"]

    with bootstrap(Settings.read({}, data=str(cli.data))) as app:
        (recorded,) = app.store.log(position - 1, 1)
    assert (recorded.meta.actor, recorded.meta.on_behalf_of) == ("qj-01", "qj-02")


def test_whoever_left_is_still_called_by_his_name_in_what_he_did(cli: Cli) -> None:
    number = cli.register()
    assert cli("staff close-account account=jd-01 --as admin").code == 0

    assert "测试承办甲" in cli(f"lead history {number}").out


def test_a_load_says_what_does_not_fit(cli: Cli, tmp_path: Path) -> None:
    taken = "jd-09,某某,370104014,示例街道办事处,街道,370104014,,,承办,示执370104001,2030-12-31"

    error = cli.json("staff load", staff_file(tmp_path, taken), "--as", "admin")["error"]

    assert error["code"] == "directory.fits"
    assert error["facts"][0]["found"] == ["jd-09", "示执370104001"]
    assert cli.json("staff show jd-09")["error"]["code"] == "actor.unknown"
