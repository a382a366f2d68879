"""``chufei law show``: the law register on a day, whole, by instrument or by citation."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from api.citations import name_of
from api.cli import office_rules
from api.cli.call import Call
from api.cli.exits import OK
from api.cli.output import Out
from api.cli.parser import Verbs
from domain.instants import day_of
from domain.law import OFFICE, OFFICE_LABEL, Article, OfficeRule, cite
from domain.words import Words
from workflows.forms.plain import day
from workflows.law import register
from workflows.law.reference import reference
from workflows.law.rules import Rules, resolve, rules_on


def add(verbs: Verbs) -> None:
    """Hang the verb into the tree."""
    group = verbs.group("law", Words("法规库", "the law register"))
    parser = group.add("show", Words("查看法规、条文、办公规则", "instruments, articles, office rules"), show)
    words = Words(
        "如 R737 18、office four-eyes；R737 或 office 为全部", "R737 18, office four-eyes; R737 or office for all"
    )
    parser.takes("citation", nargs="*", metavar="CITATION", words=words)
    words_out = Words("把整个法规库写成参考文档，放入这个文件夹", "write the whole register as a page into this folder")
    parser.takes("--out", type=Path, metavar="DIR", words=words_out)
    parser.takes("--on", metavar="DAY", words=Words("在这一天有效的", "as of that day"))
    office_rules.add(group)


def show(call: Call) -> int:
    """``R737 18`` or ``office four-eyes``; ``R737`` or ``office`` for all of it; nothing for the instruments in force.

    Raises ``NotFound`` (``law.unknown``, ``law.not-in-force``).
    """
    if call.args.out:
        return _page(call.out, call.args.out)
    that_day = day(call.args.on, "--on") if call.args.on else day_of(datetime.now(UTC))
    asked = " ".join(call.args.citation)
    rules = rules_on(that_day)
    if not asked:
        return _instruments(call.out, rules)
    if asked == OFFICE or asked in rules.instruments:
        return _one_after_another(call.out, _entries(rules, asked), that_day)
    return _one_after_another(call.out, (resolve(cite(asked)[0], that_day),), that_day)


def _page(out: Out, folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "law.md"
    path.write_text(reference(register()), encoding="utf-8")
    out.line(str(path))
    return OK


def _entries(rules: Rules, key: str) -> Sequence[Article | OfficeRule]:
    if key == OFFICE:
        return tuple(rules.office_rules.values())
    return tuple(each for each in rules.articles.values() if each.instrument == key)


def _one_after_another(out: Out, entries: Sequence[Article | OfficeRule], that_day: date) -> int:
    out.data({"day": that_day, "entries": [_entry_json(each) for each in entries]})
    for each in entries:
        if isinstance(each, Article):
            out.line(f"{out(name_of(each.citation))}（{each.citation}）", "bold")
        else:
            out.line(f"office {each.slug}（{out(OFFICE_LABEL)}）", "bold")
        out.line(f"  {out(each.words)}")
        out.line(f"  {out(Words('有效期', 'in force'))} {each.validity}", "dim")
        if isinstance(each, Article) and not each.read:
            out.line(f"  {out(Words('未读原文', 'text not read'))}", "yellow")
    return OK


def _entry_json(each: Article | OfficeRule) -> dict[str, object]:
    """The documented shape of an entry."""
    article = isinstance(each, Article)
    return {
        "citation": str(each.citation) if isinstance(each, Article) else f"{OFFICE} {each.slug}",
        "office_rule": not article,
        "text": each.words,
        "since": each.validity.since,
        "until": each.validity.until,
    }


def _instruments(out: Out, rules: Rules) -> int:
    found = tuple(rules.instruments.values())
    out.data({
        "day": rules.day,
        "instruments": [
            {"key": each.key, "title": each.title, "issuer": each.issuer, "since": each.validity.since,
             "until": each.validity.until} for each in found
        ],
    })  # fmt: skip
    out.table(
        [out(Words("代号", "key")), out(Words("名称", "title")), out(Words("有效期", "in force"))],
        [(each.key, out(each.title), each.validity) for each in found],
        wrap=(1,),
    )
    return OK
