"""Criminal lines are told beside a lead by the law of the day and block nothing; odd numbers are told too."""

import pytest

from tests.api.conftest import Cli

REGISTERED = ("lead register", "source=社区", "unit.name=示例投资有限公司", "--as", "jd-01")
GRAVE = ("amount_fen=600万元", "participants=160人")


def lines(document: dict[str, list[dict[str, str]]]) -> set[tuple[str, str]]:
    return {(each["citation"], each["tier"]) for each in document["alarms"]}


def test_a_registration_tells_the_lines_it_reaches_and_is_stored(cli: Cli) -> None:
    told = cli(*REGISTERED, *GRAVE, "occurred=2025-03-01 09:00")

    assert told.code == 0
    assert "非法吸收公众存款：达到数额巨大标准，数额500万元以上（JI22 4 ¶1）" in told.out.replace("\n" + " " * 12, "")
    assert "只提示，不影响办理" in told.out


def test_the_law_of_the_day_of_the_act_says_where_the_lines_are(cli: Cli) -> None:
    before = cli.json(*REGISTERED, "amount_fen=100万元", "occurred=2022-02-28 09:00")
    after = cli.json(*REGISTERED, "amount_fen=100万元", "occurred=2022-03-01 09:00")

    assert ("JI10 3 ¶1", "entry") in lines(before)
    assert ("JI22 3 ¶1", "entry") in lines(after)
    assert not any(citation.startswith("JI22") for citation, _ in lines(before))


def test_a_correction_and_a_grading_tell_them_too_and_other_acts_do_not(cli: Cli) -> None:
    number = cli.register()
    corrected = cli.json(f"lead act {number} correct-facts reason=核对 participants=150人 --as jd-01")
    graded = cli.json(f"lead act {number} grade-risk grade=高 reasons=高息 --as qj-01")
    ended = cli.json(f"lead act {number} start-verification officers=qj-01 no_interest=是 task=任务单|1 --as qj-01")

    assert ("JI22 3 ¶1", "entry") in lines(corrected)
    assert lines(graded) == lines(corrected)
    assert ended["alarms"] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_lead_is_shown_with_the_lines_it_reaches(cli: Cli, lang: str) -> None:
    small, grave = cli.register("amount_fen=9万元"), cli.register(*GRAVE, name="示例大投资有限公司")
    heads = {"zh": "刑事线", "en": "criminal lines"}

    assert heads[lang] in cli("lead show", grave, "--lang", lang).out
    assert heads[lang] not in cli("lead show", small, "--lang", lang).out
    assert lines(cli.json("lead show", grave)) >= {("JI22 4 ¶1", "huge"), ("JI22 8 ¶1", "huge")}


def test_a_line_that_a_circumstance_lowers_is_told_with_it_where_no_other_is_reached(cli: Cli) -> None:
    told = cli("lead show", cli.register("amount_fen=60万元")).out.replace("\n" + " " * 14, "")

    assert "达到入罪标准，数额50万元以上（JI22 3 ¶2）；还须：有前科" in told


def test_an_odd_code_and_an_odd_card_are_told_and_stored(cli: Cli) -> None:
    odd = ("unit.uscc=91370104600037342W", "contacts=账号|6200000000000000001")
    told = cli(*REGISTERED, *odd)

    assert told.code == 0
    assert "GB 11714" in told.out
    assert "ISO/IEC 7812" in told.out
    assert len(cli.json(*REGISTERED, *odd)["doubts"]) == 2
    assert cli.json(*REGISTERED, "unit.uscc=91110000600037341L")["doubts"] == []
