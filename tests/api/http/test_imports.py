"""A ledger is sent as it is: tried, then taken, once however often it is sent, and told only to whoever sent it."""

from time import monotonic, sleep
from typing import Any
from unittest.mock import Mock

import pytest
from httpx2 import Client

from api.http import imports
from tests.api.http.conftest import Served

LEDGER = """线索来源,企业名称,登记时间,涉及金额(万元)
社区报告,示例甲公司,2025-03-01,12
群众举报,示例乙公司,2025-03-02,30
""".encode()
PATIENCE = 60.0


@pytest.fixture
def street(served: Served) -> Client:
    return served.client("jd-01")


def sent(client: Client, content: bytes = LEDGER, **parameters: str) -> Any:  # noqa: ANN401 - JSON is anything
    """What became of a file that was sent."""
    begun = client.post("/v1/imports", params={"name": "台账.csv", **parameters}, content=content)
    assert begun.status_code == 202, begun.text
    until = monotonic() + PATIENCE
    while monotonic() < until:
        job = client.get(begun.headers["location"]).json()
        if job["state"] != "running":
            return job
        sleep(0.05)
    raise AssertionError(job)


def test_a_ledger_is_tried_then_taken_then_known(street: Client) -> None:
    tried, taken, again = sent(street), sent(street, store="true"), sent(street, store="true")

    assert (tried["state"], tried["report"]["ready"], tried["report"]["taken"]) == ("done", 2, 0), tried
    assert (taken["done"], taken["total"], taken["report"]["taken"]) == (2, 2, 2)
    assert again["report"]["known"] == 2
    assert len(street.get("/v1/ledger", params={"limit": 5}).json()["rows"]) == 2


def test_a_file_is_read_whatever_stands_in_its_name(street: Client) -> None:
    tried = sent(street, name="台\0账\x1b[2J\r\n.csv")

    assert (tried["state"], tried["name"]) == ("done", "台\ufffd账\ufffd[2J\r\n.csv")


def test_the_name_of_a_file_turns_nothing_around(street: Client) -> None:
    assert sent(street, name="台账\u202exslx.csv")["name"] == "台账xslx.csv"


def test_a_file_that_is_none_is_told_with_its_problem(street: Client) -> None:
    job = sent(street, b"nothing\n")

    assert (job["state"], job["problem"]["status"]) == ("failed", 422)
    assert street.post("/v1/imports", params={"name": "a.csv"}).json()["code"] == "input.import.nothing"


def test_what_was_cut_short_is_a_problem_of_ours(street: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.import_jobs.understand", Mock(side_effect=RuntimeError))
    job = sent(street, store="true")

    assert (job["state"], job["problem"]["status"], job["report"]) == ("failed", 503, None)


def test_an_import_is_nobody_elses(served: Served, street: Client) -> None:
    job = sent(street)

    answer = served.client("qj-01").get(f"/v1/imports/{job['id']}")
    assert (answer.status_code, answer.json()["code"]) == (404, "import.unknown")


def test_a_file_is_bounded_but_may_be_larger_than_a_form(street: Client) -> None:
    assert sent(street, b"x" * 2_000_000)["state"] == "failed"
    answer = street.post("/v1/imports", params={"name": "a.csv"}, content=b"x" * (imports.LARGEST + 1))

    assert (answer.status_code, answer.json()["code"]) == (413, "request.too-large")


@pytest.mark.parametrize("blank", ["\n", ",,\n"])
def test_a_file_of_blank_lines_leaves_a_report_of_a_few_words(served: Served, street: Client, blank: str) -> None:
    first, last = "示例甲公司,社区报告,2025-03-01\n", "示例乙公司,社区报告,2025-03-01\n"
    text = f"对象名称,来源渠道,登记时间\n{first}{blank * 90_000}{last}{blank * 300_000}"
    job = sent(street, text.encode())

    assert [(row["line"], row["outcome"]) for row in job["report"]["rows"]] == [
        (2, "ready"), (3, "skipped"), (90_003, "ready")
    ]  # fmt: skip
    assert len(served.app.jobs.found(job["id"])) < 2_000


def test_the_mistakes_of_so_many_lines_are_told_and_of_the_others_that_they_have_some(
    street: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.import_report.IN_FULL", 2)
    lines = "".join(f"示例{each}公司,{way},2025-03-01\n" for each, way in zip("甲乙丙丁", "坏坏坏 ", strict=True))
    rows = sent(street, f"对象名称,来源渠道,登记时间\n{lines}社区,社区报告,2025-03-01\n".encode())["report"]["rows"]

    assert [row["outcome"] for row in rows] == [*["refused"] * 4, "ready"]
    assert [bool(row["error"]) for row in rows] == [True, True, False, False, False]
    assert [row["why"] and "没有列出" in row["why"]["zh"] for row in rows] == [None, None, True, True, None]
