"""Which of our two languages an answer speaks: Chinese, unless the caller would rather read English."""

from typing import Final

from fastapi import Request

from api.settings import Lang
from domain.words import Words

HEADER: Final = "accept-language"


def language(request: Request) -> Lang:
    """English where it is wanted more than Chinese (RFC 9110, 12.5.4)."""
    wanted = {Lang.ZH: 0.0, Lang.EN: 0.0}
    for each in request.headers.get(HEADER, "").split(","):
        tag, _, weight = each.strip().partition(";")
        lang = tag.lower().partition("-")[0]
        if lang in wanted:
            wanted[Lang(lang)] = max(wanted[Lang(lang)], _weight(weight))
    return Lang.EN if wanted[Lang.EN] > wanted[Lang.ZH] else Lang.ZH


def said(words: Words, lang: Lang) -> str:
    """The text in a language."""
    return words.zh if lang is Lang.ZH else words.en


def _weight(text: str) -> float:
    """``q=0.8`` as a number; 1 where nothing is said, 0 for what is no number."""
    name, _, value = text.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
