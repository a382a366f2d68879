"""Who sends commands is found out once a second, by one for all."""

import asyncio
from time import sleep
from typing import Any, cast

import pytest

from api.http.caller import Caller
from api.http.writers import Writers

SHOWN = ("Bearer a", "", "")
FOUND = cast("Caller", object())


def test_of_many_at_once_one_asks() -> None:
    asked: list[int] = []

    def find() -> Caller:
        asked.append(1)
        sleep(0.05)
        return FOUND

    async def crowd() -> list[Any]:
        writers = Writers()
        found = await asyncio.gather(*(writers.ask(SHOWN, find) for _ in range(8)))
        return [*found, writers.known(SHOWN)]

    assert asyncio.run(crowd()) == [FOUND] * 9
    assert len(asked) == 1


def test_who_is_refused_is_not_remembered() -> None:
    def refuse() -> Caller:
        raise PermissionError

    async def twice() -> Caller | None:
        writers = Writers()
        for _ in range(2):
            with pytest.raises(PermissionError):
                await writers.ask(SHOWN, refuse)
        return writers.known(SHOWN)

    assert asyncio.run(twice()) is None
