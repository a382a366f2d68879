"""What every integration event about a lead says of it, so that whoever begins anywhere knows where it stands."""

from typing import Annotated, Final

from domain.catalogue import shape
from domain.lead.stage import Stage
from domain.values.risk_grade import RiskGrade
from projections.feeds.declaring import internal

LEAD_ID: Final = "[a-z0-9-]{1,64}"
LEAD_NUMBER: Final = "[1-9][0-9]{5}-[12][0-9]{3}-[0-9]{4,}"
OFFICE: Final = "[0-9]{6}([0-9]{3}){0,2}(-[a-z0-9-]{1,40})?"
DIVISION: Final = "[0-9]{6}([0-9]{3}){0,3}"
MOVE: Final = "[A-Z][0-9]{1,2}[a-z]*"
CITATION: Final = "[A-Za-z0-9]+ [0-9()]+( ¶[0-9]+)?"


@shape
class OfLead:
    """An event about a lead, as it stands after the event."""

    number: Annotated[str, internal("线索编号", "the lead's number", LEAD_NUMBER)]
    office: Annotated[str, internal("主办单位代码", "the office that answers for it", OFFICE)]
    division: Annotated[str, internal("所在地区划代码", "the division it lies in", DIVISION)]
    stage: Annotated[Stage, internal("所处阶段", "the stage it stands at")]
    grade: Annotated[RiskGrade | None, internal("风险等级", "its grade of risk, once there is one")] = None
