"""The pages that only the answer to a form shows, reached as people reach them, are looked at like every other."""

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from jinja2 import Template, nodes
from jinja2.meta import find_referenced_templates
from playwright.sync_api import Response
from starlette.routing import Route, compile_path

from api.console.app import ROUTES
from api.console.page import FOLDER, environment
from api.tip_code import tip_of
from api.tip_desk import accepting, act
from domain.lead.intake.commands import NotAcceptedReason
from domain.tip import commands as c
from domain.tip.base import TipCommand
from tests.api.console.conftest import sit
from tests.api.console.test_report import ask, code_in
from tests.api.console.test_report import sent as reported
from tests.api.http.conftest import Served
from tests.browser.answers import ANSWERS, LEAD
from tests.browser.conftest import Sitting
from tests.browser.looking import wrong_with
from tests.browser.steps import Way
from tests.browser.test_pages import ALL
from tests.support.chromium import DESK

LEAD_ON: Final = frozenset(
    {
        "/sign-out", "/language", "/office", "/account/sign-out-everywhere",
        "/account/keys/{prefix}/revoke", "/ledger/kept/forget",
        "/registers/{name}/kept/forget", "/admin/people/{person}/log-out", "/admin/people/{person}/codes-off",
        "/admin/people/{person}/tokens/{prefix}/revoke", "/admin/quarantine/retry",
    }
)  # fmt: skip
"""What has no page of its own for an answer: it leads on to one that is looked at, or is refused like all others."""
BESIDE: Final = frozenset({"export.html"})
"""Looked at in a test of its own, while the file is written."""


@pytest.fixture(scope="module")
def reports(house: Served, made: dict[str, str]) -> dict[str, str]:
    """And reports that have come further: refused, taken up, with a question, by name and asked for."""
    app, actor = house.app, house.app.roster.actor
    codes = [code_in(reported(house.stranger(origin=house.address), office="370104014").text) for _ in range(4)]
    refused, taken, asked, allowed = (tip_of(app, code) for code in codes)
    now = app.clock.now()

    def do(who: str, command: TipCommand) -> None:
        act(app, actor(who), command, app.ids.new("command"), "console")

    do("xf-1", c.RefuseTip(tip=refused, occurred=now, reason=NotAcceptedReason.INVALID, explanation="没有写明对象"))
    app.do(accepting(taken, app.lead_id(LEAD), now), actor("cb-1"), channel="console")
    ask(house, codes[1], "宣传单上写的是哪一家？")
    for tip in (asked, allowed):
        do("cb-1", c.AskIdentity(tip=tip, occurred=now, reason="核实举报奖励"))
    do("fg", c.AllowIdentity(tip=allowed, occurred=now))
    return {**made, "taken": taken, "asked": asked, "allowed": allowed, "code": codes[1], "refused": codes[0]}


@pytest.fixture(scope="module")
def rendered() -> Iterator[list[str]]:
    """The templates of the pages that are shown meanwhile, the last at the end."""
    names: list[str] = []
    get = environment().get_template

    def noted(name: str, parent: str | None = None) -> Template:
        names.extend([name] if parent is None else ())
        return get(name, parent)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment(), "get_template", noted)
        yield names


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_whole_in_every_size(
    desk: Callable[[str], Sitting], house: Served, reports: dict[str, str], rendered: list[str], name: str
) -> None:
    answer = ANSWERS[name]
    sitting, came = desk(answer.account), list[Response]()
    sitting.watch.wrong.clear()
    sitting.page.set_viewport_size(DESK)
    sitting.watch.expected.clear()
    sitting.watch.expected.add(answer.status)

    def heard(response: Response) -> None:
        came.extend([response] if response.request.is_navigation_request() else ())

    sitting.page.on("response", heard)
    for step in answer.steps:
        step(Way(sitting, house, reports))
    sitting.page.remove_listener("response", heard)
    path = "/" + came[-1].url.removeprefix(house.address).partition("?")[0].lstrip("/")
    assert compile_path(answer.route)[0].match(path), path
    assert (rendered[-1], came[-1].status) == (answer.template, answer.status)
    assert wrong_with(sitting) == []


def test_no_answer_is_forgotten() -> None:
    routes = [each for router in ROUTES for each in router.routes if isinstance(each, Route)]
    posts = {each.path for each in routes if "POST" in (each.methods or ())}

    assert posts - {each.route for each in ANSWERS.values()} == LEAD_ON


def test_no_template_is_forgotten(house: Served, reports: dict[str, str], rendered: list[str]) -> None:
    for account, path in ALL:
        client = sit(house, account) if account else house.stranger()
        client.get(path.format(**reports))
    looked_at = {*rendered, *BESIDE, *(each.template for each in ANSWERS.values())}
    files = {str(each.relative_to(FOLDER)) for each in FOLDER.rglob("*.html")}

    assert files - with_parts(looked_at) == set()


def with_parts(templates: set[str]) -> set[str]:
    """And what they are made of: frames and parts."""
    parts = {part for each in templates for part in find_referenced_templates(source_of(each)) if part}
    return templates if parts <= templates else with_parts(templates | parts)


def source_of(template: str) -> nodes.Template:
    return environment().parse((FOLDER / template).read_text(encoding="utf-8"))
