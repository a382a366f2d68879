"""``/v1/health``: whether this process and what it follows are well; it tells nothing else, so anybody may ask."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.http.caller import TheApp
from api.http.proofs import health_of
from workflows.health import Grade

routes = APIRouter(tags=["health"])


class HealthAnswer(BaseModel):
    """How the product is."""

    grade: Grade = Field(description="健康程度 how well it is", examples=["healthy"])
    head: int = Field(description="日志的最后位置 the last position of the log", examples=[1284])


@routes.get("/health", operation_id="getHealth", summary="健康状况 health")
def health(app: TheApp, response: Response) -> HealthAnswer:
    """是否正常：503 表示有台账停滞，或日志被破坏。Whether all is well; 503: it stands still, or the log is damaged."""
    found = health_of(app)
    response.headers["cache-control"] = "no-store"
    if found.grade is Grade.UNHEALTHY:
        response.status_code = 503
    return HealthAnswer(grade=found.grade, head=found.head)
