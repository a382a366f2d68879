"""Photos of a report on the officers' side: to whoever has it in hand, on record, and never another's."""

from collections.abc import Callable
from typing import Final

import pytest
from httpx2 import Client

from adapters.blobs.tables import BLOBS
from adapters.keys.store import open_keys
from adapters.store.engine import open_engine
from api.tip_code import tip_of
from domain.errors import LogDamaged
from domain.lead.sight import OUTSIDERS
from domain.tip.guards import takes_up
from tests.api.console.test_photos import received, sent
from tests.api.console.test_report import code_in, log_of
from tests.api.http.conftest import Served
from tests.support.pictures import encoded, halves, of_a_phone, opened
from tests.support.waiting import comes_true
from workflows.desks import fold

Seated = Callable[[str], Client]
STREET: Final = "jd-01"


@pytest.fixture
def street(served: Served) -> str:
    return served.app.roster.actor(STREET).office


@pytest.fixture
def shown(served: Served, public: Client, street: str) -> tuple[str, list[str]]:
    """The address of a report to a street, and those of its two photos."""
    code = code_in(sent(public, of_a_phone(), encoded(halves(), "PNG"), office=street).text)
    tip = tip_of(served.app, code)
    return f"/tips/{tip}", [f"/tips/{tip}/photos/{each.digest}" for each in received(served).pictures]


def test_whoever_has_the_report_in_hand_sees_the_photos_on_record(
    seated: Seated, served: Served, shown: tuple[str, list[str]]
) -> None:
    address, photos = shown
    client = seated(STREET)
    answer = client.get(photos[0])

    assert answer.status_code == 200
    assert opened(answer.content).size == (200, 400)
    reads = [each.stream for each in log_of(served) if each.name == "access.tip-read/1"]
    assert reads == [f"access{address.replace('tips', 'tip')}"], (
        "the look was on record, though the page was not opened"
    )
    page = client.get(address).text
    assert [each for each in photos if f'src="{each}"' in page] == photos


def test_the_form_that_takes_a_report_up_says_that_there_are_photos_and_where(
    seated: Seated, shown: tuple[str, list[str]]
) -> None:
    address, _ = shown
    page = seated(STREET).get(f"{address}/accept").text

    assert "照片 2 张，问答 0 条" in page
    assert f'<a href="{address}">回到举报页看</a>' in page


def test_a_photo_is_nothing_that_a_browser_keeps_or_runs(seated: Seated, shown: tuple[str, list[str]]) -> None:
    headers = seated(STREET).get(shown[1][0]).headers

    assert headers["content-type"] == "image/jpeg"
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["content-disposition"] == "inline"
    assert "default-src 'none'" in headers["content-security-policy"]


def test_nobody_else_sees_a_photo(seated: Seated, served: Served, shown: tuple[str, list[str]]) -> None:
    address, photos = shown
    assert served.stranger().get(photos[0]).status_code in {303, 401}
    tip = fold(address[1:].replace("tips", "tip"), [each.event for each in log_of(served) if each.name[:4] == "tip."])
    within = [each for each in served.app.roster if each.level not in OUTSIDERS]
    others = [each.id for each in within if not takes_up(each, tip)]
    assert others
    for account in others:
        assert seated(account).get(photos[0]).status_code in {403, 404}, account
    assert "access.tip-read/1" not in [each.name for each in log_of(served)]


def test_a_photo_of_one_report_is_not_shown_by_the_address_of_another(
    seated: Seated, served: Served, public: Client, street: str, shown: tuple[str, list[str]]
) -> None:
    other = tip_of(served.app, code_in(sent(public, encoded(halves(30, 30)), office=street).text))
    client = seated(STREET)

    assert client.get(f"/tips/{other}/photos/{shown[1][0].rpartition('/')[2]}").status_code == 404
    assert client.get(f"/tips/{other}/photos/{'0' * 64}").status_code == 404


def test_who_destroys_the_key_of_a_report_destroys_its_photos(
    seated: Seated, served: Served, shown: tuple[str, list[str]]
) -> None:
    address, photos = shown
    with open_keys(served.app.settings.keys_url) as keys:
        keys.destroy(f"tip/{address.rpartition('/')[2]}", "依申请")
    client = seated(STREET)

    assert comes_true(lambda: client.get(photos[0]).status_code == 404, 1.1), "so long another process may not know it"
    assert served.app.verify().sound


def test_a_photo_that_was_tampered_with_is_not_shown_and_the_proof_tells(
    seated: Seated, served: Served, shown: tuple[str, list[str]]
) -> None:
    engine = open_engine(served.app.settings.database_url)
    with engine.begin() as connection:
        connection.execute(BLOBS.update().values(sealed=b"another"))
    engine.dispose()

    assert seated(STREET).get(shown[1][0]).status_code == 500
    damages = served.app.verify().damages
    assert [each.kind for each in damages] == ["picture.changed"] * 2
    assert "照片" in damages[0].detail.zh
    tip = shown[0].rpartition("/")[2]
    with pytest.raises(LogDamaged):
        served.app.blobs.open_sealed(f"tip/{tip}", shown[1][0].rpartition("/")[2])
