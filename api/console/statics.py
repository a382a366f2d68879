"""Style sheets and scripts: read once, sent under an address that names their content: browsers keep them for ever."""

from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final, NamedTuple

from fastapi import APIRouter
from fastapi import Path as InPath
from fastapi.responses import Response
from starlette.exceptions import HTTPException

FOLDER: Final = Path(__file__).parent / "static"
TYPES: Final = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
KEPT: Final = "public, max-age=31536000, immutable"


class Static(NamedTuple):
    """A file as it is sent."""

    content: bytes
    kind: str
    digest: str


FILES: Final = {
    path.name: Static(content := path.read_bytes(), TYPES[path.suffix], sha256(content).hexdigest()[:12])
    for path in sorted(FOLDER.iterdir())
}

routes = APIRouter()


def address(name: str) -> str:
    """Where a file lies. Raises ``KeyError`` for one that is not there."""
    return f"/static/{FILES[name].digest}/{name}"


@routes.get("/static/{digest}/{name}")
async def static(digest: str, name: Annotated[str, InPath(max_length=64)]) -> Response:
    """The file of today, also under an address of yesterday."""
    del digest
    found = FILES.get(name)
    if found is None:
        raise HTTPException(404)
    return Response(found.content, media_type=found.kind, headers={"cache-control": KEPT})
