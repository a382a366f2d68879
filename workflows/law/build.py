"""The register shipped with this software: read from the data files once, checked, frozen, with its digest."""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from domain.law import Article, Instrument
from workflows.law import load
from workflows.law.check import check
from workflows.law.reading import BadRegister
from workflows.law.register import Register

ARTICLES: Final = "articles/"
FILES: Final = ("instruments.toml", "thresholds.toml", "authority.toml", "office-rules.toml")


@cache
def register() -> Register:
    """The register shipped with this software. Raises ``BadRegister`` when a data file is wrong."""
    return build(shipped())


def register_digest() -> str:
    """SHA-256, in hex, of the register in use: stands in the meta of every event."""
    return register().digest


def shipped() -> dict[str, str]:
    """The data files, name → text; articles as ``articles/R737.toml``."""
    data = files("workflows.law") / "data"
    texts = {name: (data / name).read_text("utf-8") for name in FILES}
    for entry in (data / "articles").iterdir():
        if entry.name.endswith(".toml"):
            texts[ARTICLES + entry.name] = entry.read_text("utf-8")
    return texts


def build(texts: Mapping[str, str]) -> Register:
    """Parse and cross-check data files. Raises ``BadRegister``, naming file and table."""
    parsed = {name: _parse(name, texts[name]) for name in sorted(texts)}
    instruments = {each.key: each for each in load.instruments(FILES[0], parsed[FILES[0]])}
    articles = [
        each
        for name, values in parsed.items()
        if name.startswith(ARTICLES)
        for each in _articles(name, values, instruments)
    ]
    built = Register(
        MappingProxyType(instruments),
        MappingProxyType({each.citation: each for each in articles}),
        tuple(load.thresholds(FILES[1], parsed[FILES[1]], instruments)),
        tuple(load.authority(FILES[2], parsed[FILES[2]])),
        tuple(load.office_rules(FILES[3], parsed[FILES[3]])),
        digest_of(parsed),
    )
    check(built)
    return built


def _articles(name: str, values: object, instruments: Mapping[str, Instrument]) -> Iterator[Article]:
    key = name.removeprefix(ARTICLES).removesuffix(".toml")
    if key not in instruments:
        msg = f"{name}: no instrument {key} in {FILES[0]}"
        raise BadRegister(msg)
    yield from load.articles(name, values, instruments[key])


def digest_of(parsed: Mapping[str, object]) -> str:
    """SHA-256, in hex, over names and values in one canonical JSON: layout and comments do not count."""
    canonical = json.dumps(parsed, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _parse(name: str, text: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        msg = f"{name}: {error}"
        raise BadRegister(msg) from error
