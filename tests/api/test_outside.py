"""Settings of the outside: only addresses that nobody reads on the way, and secrets that may lie in a file."""

from pathlib import Path

import pytest

from api.outside import origin_of, provider_of
from domain.errors import InvalidInput

CLIENT = {"CHUFEI_OIDC_ISSUER": "https://sso.example", "CHUFEI_OIDC_CLIENT_ID": "chufei"}


@pytest.mark.parametrize(
    "origin", ["https://a.example", "https://a.example:8443", "http://127.0.0.1:8080", "http://[::1]:1"]
)
def test_an_origin_is_an_address_without_a_path(origin: str) -> None:
    assert origin_of({"CHUFEI_ORIGIN": f"{origin}/"}) == origin
    assert origin_of({}) == ""


@pytest.mark.parametrize(
    "wrong", ["http://a.example", "https://a.example/x", "https://a.example?x", "a.example", "ftp://a", "https://"]
)
def test_another_address_is_refused(wrong: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        origin_of({"CHUFEI_ORIGIN": wrong})
    assert (refused.value.field, refused.value.code) == ("CHUFEI_ORIGIN", "input.settings.origin")


def test_the_secret_of_a_provider_stands_in_a_file_or_in_the_environment(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from a file\n", encoding="utf-8")
    kept = provider_of({**CLIENT, "CHUFEI_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "secret")})
    told = provider_of({**CLIENT, "CHUFEI_OIDC_CLIENT_SECRET": "told"})

    assert provider_of({}) is None
    assert kept is not None
    assert told is not None
    assert (kept.client_secret, told.client_secret) == ("from a file", "told")
    assert "told" not in repr(told)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"CHUFEI_OIDC_ISSUER": "http://sso.example"}, "input.settings.issuer"),
        ({"CHUFEI_OIDC_CLIENT_ID": ""}, "input.settings.client"),
    ],
)
def test_half_a_provider_is_refused(more: dict[str, str], code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        provider_of({**CLIENT, **more})
    assert refused.value.code == code
