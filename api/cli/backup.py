"""``chufei backup``: a copy of the data folder, made while others work in it, proved before anybody relies on it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from typing import Final

from api.bootstrap import bootstrap, copied, make_folder
from api.cli.call import Call
from api.cli.exits import OK
from api.cli.output import Out
from api.cli.parser import Verbs
from api.cli.verify import tell_proof
from api.plain import plain
from api.proof import Proof, as_json, prove
from api.settings import KEYS, LOG, Settings
from domain.values.mistake import Mistake
from domain.words import Words

NOTE: Final = "backup.json"
"""Written last: a folder without it is no whole backup."""
HELD: Final = ("sound", "events", "chain_hash")
"""What of the proof stands in the note, to be compared with other copies."""
FIELD: Final = "FOLDER"

OCCUPIED: Final = Mistake(
    "input.backup.folder", Words("{folder} 里已有内容，备份只放进空文件夹", "{folder} holds something already"),
    Words("换一个不存在的或空的文件夹，如以当天日期命名", "name an empty folder or none yet, by the date of the day"),
)  # fmt: skip
INSIDE: Final = Mistake(
    "input.backup.inside", Words("{folder} 在数据文件夹里面", "{folder} lies in the data folder"),
    Words("备份放到另一处，最好是另一块磁盘", "put the backup elsewhere, best on another disk"),
)  # fmt: skip
ELSEWHERE: Final = Mistake(
    "input.backup.postgresql", Words("数据在 PostgreSQL 里，chufei backup 不复制", "the data lies in PostgreSQL"),
    Words(
        "先用 pg_dump 导出日志所在的库，再保存密钥：密钥也在 PostgreSQL 的，用 pg_dump 导出；"
        "在 keys.db 的，停下服务后复制整个数据文件夹",
        "first dump the database of the log with pg_dump, then its keys: those in PostgreSQL with pg_dump, those in "
        "keys.db by copying the whole data folder while no service runs",
    ),
)  # fmt: skip
KEEP: Final = (
    Words(
        "请把事件数和链尾抄在别处：日志若被截断或改写，以后凭它们对得出来。",
        "Write down elsewhere how many events there are, and the chain: they tell a log that was cut off or rewritten.",
    ),
    Words(
        f"{KEYS} 是打开个人信息的密钥，缺了它，备份里的个人信息谁也打不开；{LOG} 与 {KEYS} 到了一个人手里，"
        f"就什么都看得到。备份要上锁，{KEYS} 最好再存一份，与 {LOG} 分开保管。",
        f"{KEYS} holds the keys of all personal data: without it nobody opens them again, and whoever has it and {LOG} "
        f"reads everything. Lock the backup away, best with one more copy of {KEYS} kept apart from {LOG}.",
    ),
    Words(
        "恢复：停下服务，把这个文件夹整个放回原处，先 chufei verify，启动服务后再 chufei health。",
        "To restore: stop the service, put the whole folder back, run chufei verify, start it, and run chufei health.",
    ),
)  # fmt: skip
DAMAGED_COPY: Final = Words(
    "这份备份照样复制了现在的日志，问题也在里面。以前核验完好的备份，一份也不要覆盖或删除。",
    "This is a copy of the log as it is, its damage included. Neither overwrite nor delete any sound backup of before.",
)


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    words = Words("备份整个数据文件夹并核验（服务不必停）", "copy the data folder while it is used, and prove the copy")
    words_of_folder = Words("备份到哪个文件夹：空的，或还没有的", "where to: an empty folder, or none yet")
    verbs.add("backup", words, backup).takes("folder", metavar=FIELD, words=words_of_folder)


def backup(call: Call) -> int:
    """Copy and prove: 0 when the copy is sound, else as ``verify``. Raises ``InvalidInput`` (``input.backup.*``)."""
    call.check_folder()
    out, settings = call.out, call.settings
    folder = _folder(call.args.folder, settings)
    with _whole_or_nothing(folder):
        files = sorted({*copied(settings, folder), NOTE})
        proof = _proof(folder)
        note = {"at": datetime.now(UTC), "files": files, **{key: as_json(proof)[key] for key in HELD}}
        (folder / NOTE).write_text(json.dumps(plain(note), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    out.data({"folder": str(folder), "at": note["at"], "files": files, **as_json(proof)})
    out.say(Words(f"✓ 已备份到 {folder}", f"✓ copied to {folder}"), "bold green")
    out.line(f"  {out.listed(files)}", "dim")
    code = tell_proof(out, proof)
    _tell_what_to_keep(out, sound=code == OK)
    return code


def _folder(asked: str, settings: Settings) -> Path:
    """Where to; the log must be in a file."""
    folder = Path(asked).expanduser().resolve()
    if not all(url.startswith("sqlite:") for url in (settings.database_url, settings.keys_url)):
        raise ELSEWHERE.at(FIELD)
    if folder.is_relative_to(settings.data.resolve()):
        raise INSIDE.at(FIELD, folder=folder)
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise OCCUPIED.at(FIELD, folder=folder)
    return folder


@contextmanager
def _whole_or_nothing(folder: Path) -> Iterator[None]:
    """Half a copy would one day be taken for a whole one."""
    existed = folder.exists()
    make_folder(folder)
    try:
        yield
    except BaseException:
        for each in folder.iterdir():
            rmtree(each) if each.is_dir() else each.unlink()
        if not existed:
            folder.rmdir()
        raise


def _proof(folder: Path) -> Proof:
    """The copy opened as it will be after a restore, with its keys."""
    with bootstrap(Settings.read({}, data=str(folder))) as app:
        return prove(app)


def _tell_what_to_keep(out: Out, *, sound: bool) -> None:
    """What is to be kept, and what apart."""
    out.line()
    if not sound:
        out.say(DAMAGED_COPY, "bold red")
    for words in KEEP:
        out.say(words)
