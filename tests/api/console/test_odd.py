"""What no page of ours sends: it is refused in words, and nothing breaks or stands still over it."""

from collections.abc import Callable
from typing import Final

import pytest
from httpx2 import Client

from api.console.forms.typed import renumbered
from api.console.seat import OFFICE_COOKIE
from tests.api.http.conftest import Served

NAMES: Final = {
    "deep": "a" + ".a" * 2_000, "deep numbers": "areas" + ".1" * 200_000, "a long number": f"areas.{'1' * 5_000}",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_that_no_form_has_are_refused(seated: Callable[[str], Client], name: str) -> None:
    clerk, admin = seated("jd-01"), seated("admin")

    assert clerk.post("/register/register-lead", data={name: "1"}).status_code == 422
    assert admin.post("/admin/change/grant", data={name: "1"}).status_code == 422
    assert clerk.get(f"/register/register-lead?{name[:5_000]}=1").status_code == 422
    assert admin.get(f"/admin/change/grant?{name[:5_000]}=1").status_code == 422


def test_rows_are_counted_without_gaps_in_their_order() -> None:
    assert renumbered({"areas.10": "c", "areas.2": "a", "people.3.id": "b", "areas.7.9": "d"}) == {
        "areas.3": "c", "areas.1": "a", "people.1.id": "b", "areas.2.1": "d"
    }  # fmt: skip


@pytest.mark.parametrize("office", ["区", "a\nb", "\x00", "x" * 61])
def test_what_is_no_office_is_not_chosen(seated: Callable[[str], Client], office: str) -> None:
    clerk = seated("jd-01")
    clerk.follow_redirects = False

    assert clerk.post("/office", data={"office": office}).status_code < 500
    assert clerk.cookies.get(OFFICE_COOKIE) in {None, '""'}
    assert clerk.get("/work").status_code == 200


def test_a_staff_file_that_is_no_base64_is_refused(seated: Callable[[str], Client]) -> None:
    assert seated("admin").post("/admin/staff", data={"content": "区", "name": "名册.csv"}).status_code == 422


def test_no_page_keeps_a_password_that_was_typed_when_the_session_was_over(served: Served) -> None:
    typed = {"old": "旧口令-1", "new": "新口令-2", "again": "新口令-2"}
    answer = served.stranger(origin=served.address).post("/account/password", data=typed)

    assert answer.status_code == 401
    assert not [each for each in typed.values() if each in answer.text]


def test_whoever_is_not_signed_in_can_sign_in_from_a_very_long_address(served: Served) -> None:
    client = served.stranger()
    answer = client.get(f"/ledger?text={'x' * 2_000}")

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/")
    assert client.get(f"/ledger?text={'x' * 100}").headers["location"].endswith("x" * 100)


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("/report/", "/report"), ("/report/status/", "/report/status"),
        ("/ledger/?stage=closed", "/ledger?stage=closed"),
        ("/%2Fevil.example/", "/evil.example"),
        ("/%5Cevil.example/", "/%5Cevil.example"), ("/nowhere///", "/nowhere"),
    ],
)  # fmt: skip
def test_a_slash_too_many_leads_to_the_page_and_to_no_other_house(served: Served, typed: str, leads_to: str) -> None:
    client = served.stranger(origin=served.address)
    client.follow_redirects = False
    for answer in (client.get(typed, headers={"host": "evil.example"}), client.post(typed)):
        assert (answer.status_code, answer.headers.get("location")) == (308, leads_to)
