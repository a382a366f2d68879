"""How the relay signs in to NATS: by a file, never by the address, which stands in process lists and logs."""

import re
import ssl
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from adapters.jetstream.nkeys import signed_in, signer
from domain.values.mistake import Mistake
from domain.words import Words

_IN_A_FILE: Final = Words(
    "写入 --credentials 所指的 TOML 文件：user 和 password，或 token，或文件名 nkey、creds；"
    "证书写文件名 ca、certificate、key",
    "write them into the TOML file that --credentials names: user and password, or token, or a file's name as nkey or "
    "creds; of certificates the file names as ca, certificate, key",
)
NOT_AN_ADDRESS: Final = Mistake(
    "input.nats.address",
    Words("不是 NATS 的地址", "this is no address of NATS"),
    Words(
        "如 nats://bus.example:4222；有几台就用逗号隔开；加密用 tls://",
        "such as nats://bus.example:4222; several are parted by commas; encrypted: tls://",
    ),
)
SECRET_SHOWN: Final = Mistake(
    "input.nats.secret",
    Words(
        "地址里不得写用户名、密码：同机的人和日志都看得到",
        "no user or password in the address: everybody on the machine and every log sees it",
    ),
    _IN_A_FILE,
)
NOT_CREDENTIALS: Final = Mistake(
    "input.nats.credentials", Words("凭据文件读不懂", "the file of credentials cannot be read"), _IN_A_FILE
)

NATS: Final = "--nats"
CREDENTIALS: Final = "--credentials"
LOGIN: Final = ("user", "password", "token")
KEYS: Final = ("nkey", "creds")
"""A file with a seed; a file with a JWT and a seed, as ``nsc`` writes it."""
TLS: Final = ("ca", "certificate", "key")
BESIDE: Final = {"user": "password", "password": "user", "key": "certificate"}
"""What is nothing without another."""
ADDRESS: Final = re.compile(
    r"(?:nats|tls)://(?P<login>[^\s/]*@)?(?:\[[\da-fA-F:.]+\]|[\w.-]+)(?::\d{1,5})?/?", re.ASCII
)


def servers(url: str) -> tuple[str, ...]:
    """The addresses in ``--nats``, parted by commas. Raises ``InvalidInput``."""
    found = tuple(url.replace(" ", "").split(","))
    for each in map(ADDRESS.fullmatch, found):
        if each is None:
            raise NOT_AN_ADDRESS.at(NATS)
        if each["login"]:
            raise SECRET_SHOWN.at(NATS)
    return found


def credentials(path: Path | None) -> Mapping[str, Any]:
    """What the client is told besides the addresses. Raises ``InvalidInput``, ``OSError``."""
    if path is None:
        return {}
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        told = {}
    known = all(key in (*LOGIN, *KEYS, *TLS) and isinstance(value, str) for key, value in told.items())
    if not told or not known or not all(other in told for key, other in BESIDE.items() if key in told):
        raise NOT_CREDENTIALS.at(CREDENTIALS)
    named: dict[str, Path] = {key: path.parent / told[key] for key in (*KEYS, *TLS) if key in told}
    options: dict[str, Any] = {key: told[key] for key in LOGIN if key in told}
    try:
        options |= _keys(named)
        if any(key in named for key in TLS):
            options["tls"] = _tls(named)
    except (ValueError, ssl.SSLError) as error:
        raise NOT_CREDENTIALS.at(CREDENTIALS) from error
    return options


def _keys(files: Mapping[str, Path]) -> Mapping[str, Any]:
    """Raises ``ValueError`` for a file that holds no key."""
    if "creds" in files:
        jwt, sign = signed_in(files["creds"].read_text(encoding="utf-8"))
        return {"user_jwt_cb": jwt.encode, "signature_cb": sign}
    if "nkey" in files:
        return {"signature_cb": signer(files["nkey"].read_text(encoding="utf-8").strip())}
    return {}


def _tls(files: Mapping[str, Path]) -> ssl.SSLContext:
    """Raises ``ValueError``, ``SSLError`` for a file that holds no certificate or no key."""
    for each in files.values():
        each.open("rb").close()  # ssl would not say which of them is missing
    context = ssl.create_default_context(cadata=files["ca"].read_text(encoding="ascii") if "ca" in files else None)
    if "certificate" in files:
        context.load_cert_chain(files["certificate"], files.get("key"))
    return context
