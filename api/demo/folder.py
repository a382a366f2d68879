"""Where the demonstration takes place: a folder of its own and an empty log, so that nobody's data is touched."""

from pathlib import Path
from typing import Final

from api.app import App
from api.folders import ANOTHER, free_folder
from api.settings import DATABASE_URL
from domain.errors import InvalidInput
from domain.words import Words

NAME: Final = "chufei-demo"
FLAG: Final = "--data"


def fresh_folder(asked: str | None, beside: Path) -> Path:
    """The folder to make: the one asked for, else ``chufei-demo`` or its first free number in ``beside``.

    Raises ``InvalidInput`` (``input.demo.folder``) where the one asked for holds something already.
    """
    return free_folder(asked, beside, NAME, _holds_something)


def _holds_something(folder: Path) -> InvalidInput:
    return InvalidInput(
        FLAG,
        Words(
            f"{folder} 已存在，演示不动已有的数据", f"{folder} exists; the demonstration touches nothing that is there"
        ),
        way_out=ANOTHER,
        code="input.demo.folder",
    )


def check_empty(app: App) -> None:
    """Raises ``InvalidInput`` (``input.demo.database``) where the log holds events: it is somebody's."""
    if app.store.head():
        raise occupied()


def occupied() -> InvalidInput:
    """The database is somebody's."""
    return InvalidInput(
        DATABASE_URL,
        Words("这个数据库里已有日志，演示只用空库", "this database holds a log already"),
        way_out=Words(
            f"换一个空的数据库，或取消 {DATABASE_URL}，改用演示文件夹里的 SQLite",
            f"name an empty database, or unset {DATABASE_URL} to use SQLite in the folder",
        ),
        code="input.demo.database",
    )
