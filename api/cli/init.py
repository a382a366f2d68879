"""``chufei init``: a data folder to begin with, and the directory of those who work in it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from api.bootstrap import bootstrap, make_folder
from api.cli.account import tell_password
from api.cli.call import Call
from api.cli.exits import OK
from api.cli.output import Out
from api.cli.parser import Verbs
from api.first_password import first_password
from api.settings import Settings
from api.staff import Founded, found
from domain.directory.state import DirectoryStage
from domain.values.mistake import Mistake
from domain.words import Words
from workflows.staff.file import read_staff, sample
from workflows.staff.founding import founding

STANDING: Final = Mistake(
    "input.init.standing", Words("名册已经建立", "there is a directory already"),
    Words("用 chufei staff load 文件 --as 管理员账号 装入不同之处", "load what is new: chufei staff load FILE --as ID"),
)  # fmt: skip
SAMPLE: Final = "sample.csv"


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    words = Words("建立数据文件夹，装入名册", "make a data folder and load who works where")
    parser = verbs.add("init", words, init)
    words = Words("本单位的名册（CSV）；不写则用示例", "your own office's people (CSV); else a sample")
    parser.takes("--staff", metavar="FILE", words=words)


def init(call: Call) -> int:
    """Make the folder and begin the directory; one that stands stays as it is. Raises ``Faults``, ``InvalidInput``.

    The file asked for is read first: of one that is refused nothing is left behind.
    """
    settings, out = call.settings, call.out
    source, data = _source(call.args.staff, settings)
    if call.args.staff:
        founding(read_staff(data, source), datetime.now(UTC), source)
    make_folder(settings.data)
    with bootstrap(settings) as app:
        call.app = app
        stands = app.roster.directory().stage is DirectoryStage.STANDING
        if stands and call.args.staff:
            raise STANDING.at(field="--staff")
        founded = None if stands else found(app, data, file=source)
        app.read_models.catch_up()
        first = first_password(app)
    out.data({"data": settings.data.as_posix(), "written": founded is not None, "staff": source if founded else "",
              "offices": founded.offices if founded else 0, "people": founded.people if founded else 0,
              "administrator": founded.administrator.id if founded else first.account if first else "",
              "password": first.password if first else ""})  # fmt: skip
    out.say(Words(f"数据文件夹：{settings.data}", f"data folder: {settings.data}"))
    if founded is None:
        out.say(Words("名册已在，未作改动。", "the directory is there already and stays as it is."))
    else:
        _begun(out, founded, source)
    if first:
        tell_password(out, first)
    return OK


def _source(asked: str | None, settings: Settings) -> tuple[str, bytes]:
    """The file asked for, or the roster that lies in a folder of before, or the sample."""
    if asked or settings.roster.exists():
        path = Path(asked) if asked else settings.roster
        return path.name, path.read_bytes()
    return SAMPLE, sample()


def _begun(out: Out, founded: Founded, source: str) -> None:
    who = founded.administrator.id
    out.say(Words(
        f"已装入名册（{source}）：单位 {founded.offices} 个，人员 {founded.people} 名；管理员是 {who}。",
        f"the directory is loaded ({source}): {founded.offices} offices, {founded.people} people; {who} keeps it.",
    ))  # fmt: skip
    if source == SAMPLE:
        out.say(Words(
            "这是示例人员，供试用；正式使用请另建文件夹，装入本单位的名册：chufei init --staff 名册.csv",
            "these people are a sample, to try it out; to work, begin a folder with your own: chufei init --staff FILE",
        ))  # fmt: skip
