"""The door of the command line: reads what was asked, lets a verb do it, and tells refusals and exit codes."""

import errno
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Final

from api import logs
from api.cli import (
    access,
    account,
    act,
    backup,
    description,
    feed,
    health,
    importing,
    init,
    law,
    ledger,
    models,
    moves,
    procedure,
    quarantine,
    register,
    registers,
    relay,
    replay,
    seed,
    serve,
    show,
    staff,
    stats,
    timeline,
    verify,
    webhook,
    worklist,
)
from api.cli.call import Call
from api.cli.demo import verb as demo
from api.cli.exits import OK, exit_code
from api.cli.output import Out
from api.cli.parser import Parser, Verbs, root
from api.cli.refusals import tell
from api.cli.typed import check_typed
from api.settings import Lang, Settings, language
from domain.errors import ChufeiError, FileUnusable
from domain.instants import day_of
from domain.words import Words

NOUNS: Final[tuple[Callable[[Verbs], None], ...]] = (
    init.add,
    staff.add,
    account.add,
    demo.add,
    seed.add,
    serve.add,
    relay.add,
    importing.add,
    ledger.add,
    registers.add,
    stats.add,
    worklist.add,
    access.add,
    verify.add,
    backup.add,
    health.add,
    models.add,
    quarantine.add,
    webhook.add,
    law.add,
    procedure.add,
    feed.add,
    description.add,
)
"""What hangs at the top of the tree of verbs."""
LEAD: Final[tuple[Callable[[Verbs], None], ...]] = (
    register.add, act.add, moves.add, show.add, timeline.add, replay.add
)  # fmt: skip
"""What can be done with a lead."""
REASONS: Final = {
    errno.ENOENT: Words("没有这个文件或文件夹", "there is no such file or folder"),
    errno.EACCES: Words("没有权限", "permission denied"),
    errno.EPERM: Words("没有权限", "permission denied"),
    errno.EISDIR: Words("这是文件夹，不是文件", "it is a folder, not a file"),
    errno.ENOTDIR: Words("这是文件，不是文件夹", "it is a file, not a folder"),
    errno.EEXIST: Words("已有同名的文件或文件夹", "there is one already"),
    errno.ENOSPC: Words("磁盘已满", "the disk is full"),
    errno.EROFS: Words("磁盘只读", "the disk is read-only"),
}
"""What the system says of a file, where it speaks English alone."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give back its exit code (``api.cli.exits``)."""
    asked = list(sys.argv[1:] if argv is None else argv)
    lang = _lang(asked)
    out = Out(lang, as_json="--json" in asked)
    logs.configure()
    call: Call | None = None
    try:
        check_typed(asked, os.environ)
        args = _parsed(asked, lang)
        settings = Settings.read(os.environ, data=args.data, lang=lang, actor=args.actor)
        call = Call(args, settings, out)
        with unusable_files_told():
            code: int = args.run(call)
    except ChufeiError as error:
        roster = call.app.roster if call and call.app else None
        lead = getattr(call.args, "lead", "") if call else ""
        actor = call.actor if call else None
        tell(out, error, day=day_of(datetime.now(UTC)), actor=actor, roster=roster, lead=lead)
        return exit_code(error)
    except BrokenPipeError:  # whoever read our lines has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return code


@contextmanager
def unusable_files_told() -> Iterator[None]:
    """Tell a missing folder, a full disk or a lacking permission as what it is, with the file's name."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        file, said = error.filename or "—", error.strerror or str(error)
        reason = REASONS.get(error.errno or 0, Words(said, said))
        raise FileUnusable(Words(f"{file}（{reason.zh}）", f"{file} ({reason.en})")) from error


def _parsed(asked: Sequence[str], lang: Lang) -> Namespace:
    """What was asked. Fields of a form may stand anywhere among the flags, which argparse alone does not allow."""
    args, rest = _grammar(lang).parse_known_args(asked)
    if rest and (not hasattr(args, "pairs") or any(word.startswith("-") for word in rest)):
        args.parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest:
        args.pairs = [*args.pairs, *rest]
    return args


@cache
def _grammar(lang: Lang) -> Parser:
    """All verbs and what they take."""
    parser, verbs = root(lang)
    for add in NOUNS:
        add(verbs)
    leads = verbs.group("lead", Words("线索：登记、办理、查看、回放", "leads: register, act, look, replay"))
    for add in LEAD:
        add(leads)
    return parser


def _lang(asked: Sequence[str]) -> Lang:
    """The language must be known before the first word of help is said."""
    for position, word in enumerate(asked):
        if word.startswith("--lang"):
            said = word.partition("=")[2] or " ".join(asked[position + 1 : position + 2])
            return Lang.EN if said.lower().startswith("en") else Lang.ZH
    return Lang(language(os.environ))
