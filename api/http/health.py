"""``/v1/health``: whether this process and what it follows are well; it tells nothing else, so anybody may ask."""

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.http.caller import TheApp
from workflows.health import Grade

routes = APIRouter(tags=["health"])


class HealthAnswer(BaseModel):
    """How the product is."""

    grade: Grade = Field(description="健康程度 how well it is", examples=["healthy"])
    head: int = Field(description="日志的最后位置 the last position of the log", examples=[1284])


@routes.get("/health", operation_id="getHealth", summary="健康状况 health")
def health(app: TheApp, response: Response) -> HealthAnswer:
    """是否正常：503 表示有台账停滞。Whether all is well; 503 where something stands still."""
    found = app.read_models.health()
    response.headers["cache-control"] = "no-store"
    if found.grade is Grade.UNHEALTHY:
        response.status_code = 503
    return HealthAnswer(grade=found.grade, head=found.head)
