"""What is taken from no browser: forms of another site, or over a network in the clear. Told as people need it."""

from collections.abc import Mapping
from typing import Final

from fastapi import Request
from fastapi.responses import Response

from api.console.refused import PUBLIC, refused
from api.http.own import is_guarded
from domain.errors import ChufeiError, NotPermitted
from domain.words import Words
from workflows.identity.refusals import REFUSALS, Why


class NotTaken(NotPermitted):
    """Who sends it may do so elsewhere."""

    title = Words("没有收下", "Not taken")


TOLD: Final[Mapping[tuple[Why, bool], Words]] = {
    (Why.INSECURE, True): Words(
        "这个地址没有加密，不收举报，也不查进度。请从 https:// 开头的官方地址打开，或拨打 12345",
        "This address is not encrypted: it takes no reports and shows none. Open the official address that begins "
        "with https://, or call 12345"),
    (Why.INSECURE, False): Words(
        "这个地址没有加密，不收密码和表单。请用本单位公布的 https:// 开头的地址，或在本机上打开",
        "This address is not encrypted and takes neither passwords nor forms. Open the address of your office that "
        "begins with https://, or use this machine"),
    (Why.CROSS_SITE, True): Words(
        "这份表单不是从本网站的页面提交的。请重新打开官方公布的网址再填写，或拨打 12345",
        "This form was not sent from a page of ours. Open the official address again and fill it in there, or call "
        "12345"),
    (Why.CROSS_SITE, False): Words(
        "这份表单不是从本系统的页面提交的，或打开的不是本单位公布的地址。请打开公布的地址，重新填写",
        "This form was not sent from a page of ours, or not under the address of your office. Open that address and "
        "fill it in anew"),
}  # fmt: skip
"""Why, and whether it is said to the public → how."""


def not_taken(request: Request) -> NotTaken:
    """The refusal. Of an address in the clear that comes first: whatever else is wrong there follows from it."""
    why = Why.CROSS_SITE if is_guarded(request) else Why.INSECURE
    basis = REFUSALS[why].basis
    words = TOLD[why, request.url.path.startswith(PUBLIC)]
    return NotTaken(words, code=why.value, rule=str(basis[0]), basis=basis)


def page_of_not_taken(request: Request, error: ChufeiError) -> Response:
    """The page for what ``OwnPagesOnly`` refuses, whose own words are for programs."""
    del error
    return refused(request, not_taken(request))
