"""How the house looks from outside: under which address browsers know it, and which provider vouches for people."""

from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from domain.values.mistake import Mistake
from domain.words import Words
from workflows.identity.shapes import ProviderAt

ORIGIN: Final = "CHUFEI_ORIGIN"
ISSUER: Final = "CHUFEI_OIDC_ISSUER"
CLIENT_ID: Final = "CHUFEI_OIDC_CLIENT_ID"
CLIENT_SECRET: Final = "CHUFEI_OIDC_CLIENT_SECRET"  # noqa: S105 - the name of a setting
CLAIM: Final = "CHUFEI_OIDC_CLAIM"

WRONG_ORIGIN = Mistake("input.settings.origin", Words("不是网站的来源地址", "That is no origin"),
                       Words("如 https://chufei.example.gov.cn；只有本机可用 http",
                             "Such as https://chufei.example.gov.cn; http on this machine alone"))  # fmt: skip
WRONG_ISSUER = Mistake("input.settings.issuer", Words("不是统一认证的地址", "That is no issuer's address"),
                       Words("如 https://sso.example.gov.cn；只有本机可用 http",
                             "Such as https://sso.example.gov.cn; http on this machine alone"))  # fmt: skip
NO_CLIENT = Mistake("input.settings.client", Words("统一认证缺少客户端编号", "The provider needs a client id"),
                    Words("填写 {name}", "Set {name}"))  # fmt: skip
NO_ISSUER = Mistake("input.issuer", Words("没有说明是哪个统一认证", "It is not said which provider"),
                    Words("设置 {name}，或加 --issuer", "Set {name}, or add --issuer"))  # fmt: skip


def origin_of(environment: Mapping[str, str]) -> str:
    """The address browsers know, without a path; empty where none is set. Raises ``InvalidInput``."""
    said = environment.get(ORIGIN, "").rstrip("/")
    if said and not (_is_safe(said) and urlsplit(said).path == urlsplit(said).query == ""):
        raise WRONG_ORIGIN.at(ORIGIN)
    return said


def provider_of(environment: Mapping[str, str]) -> ProviderAt | None:
    """The identity provider, where one is set. Raises ``InvalidInput``; ``FileNotFoundError`` for a lost secret."""
    issuer, client = environment.get(ISSUER, ""), environment.get(CLIENT_ID, "")
    if not issuer:
        return None
    if not _is_safe(issuer):
        raise WRONG_ISSUER.at(ISSUER)
    if not client:
        raise NO_CLIENT.at(CLIENT_ID, name=CLIENT_ID)
    secret = _secret(environment, CLIENT_SECRET)
    return ProviderAt(issuer=issuer, client_id=client, client_secret=secret, claim=environment.get(CLAIM, ""))


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine's own, which no network sees."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_safe(address: str) -> bool:
    """Whether what is sent there is read on the way by nobody."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host)))


def _secret(environment: Mapping[str, str], name: str) -> str:
    """A secret as it is set, or as it stands in the file that ``<name>_FILE`` names."""
    file = environment.get(f"{name}_FILE", "")
    return Path(file).read_text(encoding="utf-8").strip() if file else environment.get(name, "")
