"""What a verb is handed: what was asked, where to speak, and the product when it wants it."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

from api.app import App
from api.bootstrap import bootstrap
from api.cli.output import Out
from api.settings import ACTOR, Settings
from api.synthetic.folder import MARK, NOTHING_REAL
from domain.actor import Actor
from domain.errors import FeedStopped, InvalidInput, NotFound
from domain.words import Words
from workflows.divisions.loader import RowRefused

TOLD: Final = 3
"""So many bad rows of the list of divisions are told; who mends them is told of the next."""


@dataclass(slots=True)
class Call:
    """One run of the command line. ``app`` and ``actor`` are remembered for the telling of a refusal.

    ``told_masked``: whether it was said that something is masked for want of a reason.
    """

    args: Namespace
    settings: Settings
    out: Out
    app: App | None = None
    actor: Actor | None = None
    told_masked: bool = False

    @contextmanager
    def open(self, *, follow: bool = True, keyless: bool = False) -> Iterator[App]:
        """The product on the data folder; what was stored stands in the ledgers before it closes.

        ``follow`` and ``keyless`` are not for those who read or write: a proof touches neither ledgers nor keys.
        Raises ``NotFound`` (``data.missing``) where there is no folder.
        """
        self.check_folder()
        with bootstrap(self.settings, keyless=keyless) as app:
            self.app = app
            for row in app.areas.refused[:TOLD]:
                self.out.warn(_refused(row))
            yield app
            if follow:
                app.read_models.catch_up()
                with suppress(FeedStopped):  # it waits, and health tells; what was asked for was done
                    app.feeding.catch_up()

    def check_folder(self) -> None:
        """Say of a folder of invented data what it is. Raises ``NotFound`` (``data.missing``) where there is none."""
        if not self.settings.data.is_dir():
            words = Words(
                "没有数据文件夹 {data}；先运行 chufei init --data {data}",
                "there is no data folder {data}; run chufei init --data {data} first",
            )
            raise NotFound(words.fill(data=self.settings.data), code="data.missing")
        if (self.settings.data / MARK).exists():
            self.out.warn(NOTHING_REAL)

    def who(self, app: App) -> Actor:
        """Who acts, by ``--as`` or ``CHUFEI_AS``: ``ID``, or ``ID@OFFICE`` where he acts for another than his own.

        Raises ``InvalidInput``, ``NotFound`` (``actor.unknown``, ``actor.no-power``).
        """
        if not self.settings.actor:
            raise InvalidInput(
                field="--as",
                fault=Words("没有说明是谁在办理", "it is not said who acts"),
                way_out=Words(f"加 --as 账号，或设置环境变量 {ACTOR}", f"add --as ID, or set {ACTOR}"),
                code="input.actor",
            )
        who, _, office = self.settings.actor.partition("@")
        self.actor = app.roster.actor(who, office=office)
        return self.actor

    def somebody(self, app: App) -> Actor | None:
        """Who reads, if it was said."""
        return self.who(app) if self.settings.actor else None


def _refused(row: RowRefused) -> Words:
    """A row that was left out, with its way out."""
    fault, way_out = row.refusal.detail, row.refusal.way_out
    zh = f"divisions.csv 第 {row.line} 行未采用：{fault.zh}。{way_out.zh}"
    return Words(zh, f"divisions.csv, line {row.line} is left out: {fault.en}. {way_out.en}")
