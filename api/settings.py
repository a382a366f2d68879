"""Where this installation keeps its things and which language it speaks: read once, from flags and environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from api.outside import origin_of, provider_of
from domain.values.mistake import Mistake
from domain.words import Words
from workflows.identity.shapes import ProviderAt

DATA: Final = "CHUFEI_DATA"
DATABASE_URL: Final = "CHUFEI_DATABASE_URL"
KEYS_URL: Final = "CHUFEI_KEYS_URL"
LANG: Final = "CHUFEI_LANG"
ACTOR: Final = "CHUFEI_AS"
WEBHOOK_HOSTS: Final = "CHUFEI_WEBHOOK_HOSTS"
WEBHOOK_LOOPBACK: Final = "CHUFEI_WEBHOOK_LOOPBACK"

LOG: Final = "chufei.db"
KEYS: Final = "keys.db"
"""What the files of SQLite are called in the data folder."""
ON: Final = ("1", "yes", "on", "true")
DEFAULT_DATA: Final = "chufei-data"
"""The data folder when none is named: below the current directory, where it is easily found."""


WRONG_URL: Final = Mistake(
    "input.settings.url",
    Words("只能用 SQLite 或 PostgreSQL", "only SQLite and PostgreSQL are known"),
    Words("如 postgresql://用户@主机/库", "such as postgresql://user@host/database"),
)


class Lang(StrEnum):
    """The languages the product speaks."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All that is decided outside the program. URLs are SQLAlchemy's; ``actor`` is the roster id of who sits here.

    ``origin`` is the address under which browsers know the server, ``provider`` who vouches for people there.
    ``webhook_hosts`` lists whom the feed may be sent to, with commas; ``webhook_loopback`` adds this very machine, also
    without TLS: for trials.
    """

    data: Path
    database_url: str
    keys_url: str
    lang: Lang = Lang.ZH
    actor: str = ""
    origin: str = ""
    provider: ProviderAt | None = None
    webhook_hosts: str = ""
    webhook_loopback: bool = False

    @property
    def roster(self) -> Path:
        """The file that said who works where, in folders of before: ``init`` loads it where it is there."""
        return self.data / "roster.csv"

    @property
    def divisions(self) -> Path:
        """The list of communities and grids that the office brings, where it brings one."""
        return self.data / "divisions.csv"

    @property
    def filters(self) -> Path:
        """The folder in which filters of the ledger are kept, as officers named them."""
        return self.data / "filters"

    @classmethod
    def read(
        cls,
        environment: Mapping[str, str],
        *,
        data: str | None = None,
        lang: str | None = None,
        actor: str | None = None,
    ) -> "Settings":
        """Flags win over the environment, the environment over the defaults (SQLite files in the data folder).

        Raises ``InvalidInput`` (``input.settings.*``) for a database of another kind, or an address that is none.
        """
        folder = Path(data or environment.get(DATA) or DEFAULT_DATA).expanduser().absolute()
        return cls(
            data=folder,
            database_url=_url(environment, DATABASE_URL) or f"sqlite:///{folder / LOG}",
            keys_url=_url(environment, KEYS_URL) or f"sqlite:///{folder / KEYS}",
            lang=Lang(lang or language(environment)),
            actor=actor or environment.get(ACTOR, ""),
            origin=origin_of(environment),
            provider=provider_of(environment),
            webhook_hosts=environment.get(WEBHOOK_HOSTS, ""),
            webhook_loopback=environment.get(WEBHOOK_LOOPBACK, "") in ON,
        )


def _url(environment: Mapping[str, str], name: str) -> str:
    url = environment.get(name, "")
    if url and not url.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:")):
        raise WRONG_URL.at(name)
    return url


def language(environment: Mapping[str, str]) -> str:
    """English where ``CHUFEI_LANG`` begins with ``en``, Chinese everywhere else."""
    return Lang.EN if environment.get(LANG, "").lower().startswith("en") else Lang.ZH
