"""A lead as it stood is told by the law of that day, on its page and over HTTP."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api.bootstrap import bootstrap
from api.settings import Settings
from api.staff import found
from domain.lead.intake.commands import RegisterLead
from domain.lead.shapes import Unit
from domain.lead.standing.commands import GradeRisk
from domain.lead.vocabulary import Source
from domain.values.risk_grade import RiskGrade
from tests.api.console.conftest import sit
from tests.api.http.conftest import Served
from tests.support.served import Clock
from workflows.staff.file import sample

THEN = datetime(2021, 12, 1, tzinfo=UTC)
"""Before 1 March 2022, when the lines of the amended interpretation began."""
LEAD = RegisterLead(
    lead="one", occurred=THEN, office="370104014", organ="示例街道办事处", division="370104014", source=Source.GRID,
    unit=Unit(name="示例投资有限公司"), amount_fen=300_000_000,
)  # fmt: skip


@pytest.fixture
def served(tmp_path: Path, serve: Callable[..., Served]) -> Served:
    """A server of today over a log of then: the lead was registered under the former lines, and is graded now."""
    with bootstrap(Settings.read({}, data=str(tmp_path / "served")), clock=Clock(THEN)) as app:
        found(app, sample())
        app.do(LEAD, app.roster.actor("jd-01"))
    served = serve("served")
    grading = GradeRisk(lead="one", occurred=served.app.clock.now(), grade=RiskGrade.RED, reasons=("高息",))
    served.app.do(grading, served.app.roster.actor("qj-01"))
    return served


@pytest.mark.parametrize("then", [{"version": "1"}, {"at": "2021-12-31"}])
def test_criminal_lines_are_those_of_the_day_one_looks_at(served: Served, then: dict[str, str]) -> None:
    client = served.client("qj-01")
    was, now = (client.get("/v1/leads/one", params=each).json()["alarms"] for each in (then, {}))
    assert (was[0]["citation"], now[0]["citation"]) == ("JI10 3 ¶1", "JI22 3 ¶1")

    page = sit(served, "qj-01")
    assert ["2022年修正" in page.get("/leads/one", params=each).text for each in (then, {})] == [False, True]


def test_a_moment_asked_for_counts_where_the_law_changed_after_the_last_event(served: Served) -> None:
    later = served.client("qj-01").get("/v1/leads/one", params={"at": "2022-03-01"}).json()
    assert (later["version"], later["alarms"][0]["citation"]) == (1, "JI22 3 ¶1")
    assert "标准按 2022年3月1日 计" in sit(served, "qj-01").get("/leads/one", params={"at": "2022-03-01"}).text
