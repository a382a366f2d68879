"""How the relay signs in to NATS: by a file, never by the address, which stands in process lists and logs."""

import re
import ssl
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from domain.values.mistake import Mistake
from domain.words import Words

_IN_A_FILE: Final = Words(
    "写入 --credentials 所指的 TOML 文件：user 和 password，或 token；证书写 ca、certificate、key（文件名）",
    "write them into the TOML file that --credentials names: user and password, or token; of certificates the file "
    "names as ca, certificate, key",
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
TLS: Final = ("ca", "certificate", "key")
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
    if not told or not all(key in (*LOGIN, *TLS) and isinstance(value, str) for key, value in told.items()):
        raise NOT_CREDENTIALS.at(CREDENTIALS)
    options: dict[str, Any] = {key: told[key] for key in LOGIN if key in told}
    if any(key in told for key in TLS):
        options["tls"] = _tls({key: str(path.parent / told[key]) for key in TLS if key in told})
    return options


def _tls(files: Mapping[str, str]) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=files.get("ca"))
    if "certificate" in files:
        context.load_cert_chain(files["certificate"], files.get("key"))
    return context
