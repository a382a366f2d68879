"""A page: a template with what it shows, in the reader's language, inside the frame that all pages share."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.routing import Match

from api.console import statics
from api.console.addressed import field_words
from api.console.numbered import numbered
from api.console.saying import Saying
from api.settings import Lang
from domain.procedure import command_name
from domain.tip.pictures import AT_ONCE, LARGEST

FOLDER: Final = Path(__file__).parent / "templates"
LANGUAGE_COOKIE: Final = "chufei-lang"


@cache
def environment() -> Environment:
    """The templates; a name that nobody gave a template is an error, never an empty place."""
    made = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False, cache_size=-1,
    )  # fmt: skip
    made.filters["numbered"] = numbered
    made.globals |= {"static": statics.address, "command_name": command_name, "field_words": field_words,
                     "photos_most": AT_ONCE, "photo_mb": LARGEST >> 20}  # fmt: skip
    return made


def language(request: Request) -> Lang:
    """Chinese, until somebody chooses English."""
    return Lang.EN if request.cookies.get(LANGUAGE_COOKIE) == Lang.EN else Lang.ZH


def saying(request: Request) -> Saying:
    """How the reader is spoken to."""
    return Saying(language(request))


def render(request: Request, template: str, shown: Mapping[str, Any], *, status: int = 200) -> HTMLResponse:
    """The page of a template. ``shown``: what the template names."""
    say = saying(request)
    frame = {"say": say, "lang": say.lang, "here": here(request), "posted": request.method == "POST",
             "host": request.url.netloc}  # fmt: skip
    return HTMLResponse(say.masks(environment().get_template(template).render(frame | dict(shown))), status)


def here(request: Request) -> str:
    """Where somebody is who comes back to what he sees: nothing is posted again, so then at the next page above it."""
    if request.method != "POST":
        return request.url.path + (f"?{request.url.query}" if request.url.query else "")
    path = request.url.path
    while path != "/" and not _is_page(request, path):
        path = path.rpartition("/")[0] or "/"
    return path


def _is_page(request: Request, path: str) -> bool:
    asked = {**request.scope, "method": "GET", "path": path}
    return any(each.matches(asked)[0] is Match.FULL for each in request.app.routes)
