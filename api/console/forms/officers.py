"""Certificates of officers who are named in a form: what the roster knows need not be typed."""

from collections.abc import Iterable
from typing import Any

from api.console.forms.controls import OF_PEOPLE, Typed
from domain.actor import Actor


def with_certificates(typed: Typed, roster: Iterable[Actor]) -> dict[str, Any]:
    """The same, with the number of the roster where somebody was chosen and no number was typed.

    It is for the command alone: in a form that is shown again it would stay beside whoever is chosen instead.
    """
    known = {each.id: each.certificate.number for each in roster if each.certificate}
    chosen = [key for key in typed if key.split(".")[0] in OF_PEOPLE and key.endswith(".id")]
    found = {f"{key.removesuffix('.id')}.certificate": known.get(str(typed[key]), "") for key in chosen}
    return {key: number for key, number in found.items() if number} | dict(typed)
