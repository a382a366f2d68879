"""What a lead shows of its papers."""

from datetime import date

from api.cli.output import Out
from api.lead_told import facts
from api.settings import Lang
from domain.lead.stage import Stage
from domain.lead.state import Lead, Signature
from domain.lead.vocabulary import Matter
from projections.names import PLAIN

ORDER = Signature(Matter.RECTIFICATION_ORDER, "示整改〔2022〕1号", "scjg-02", "示例局", date(2022, 3, 2))


def shown(stage: Stage) -> dict[str, str]:
    rows = facts(Out(Lang.EN), Lead("l1", stage, signatures=(ORDER,)), PLAIN)
    return {head: text for head, text in rows if head.startswith("signed") and text}


def test_a_signed_paper_waits_at_its_stage_and_is_void_after_it() -> None:
    assert shown(Stage.INTERVIEW) == {"signed, not yet used": "order to rectify 示整改〔2022〕1号"}
    assert shown(Stage.RECTIFYING) == {"signed, void by now": "order to rectify 示整改〔2022〕1号"}
