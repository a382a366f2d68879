"""The register as a page for people: Markdown tables in Chinese and English, made from the data and nothing else."""

from collections.abc import Iterable
from typing import Final

from domain.actor import Grade, Level
from domain.law import OFFICE_LABEL, Article, Measure, Offence, Party, Threshold, Tier, Validity
from domain.values.money import YUAN
from domain.words import Words
from workflows.law.register import Register

NAMES: Final[dict[Offence | Party | Tier | Measure, Words]] = {
    Offence.DEPOSIT_TAKING: Words("非法吸收公众存款", "illegal deposit-taking"),
    Offence.FRAUD: Words("集资诈骗", "fundraising fraud"),
    Offence.UNLICENSED_ISSUE: Words("擅自发行股票、债券", "unlicensed issue of shares or bonds"),
    Party.ANY: Words("不分个人、单位", "any"),
    Party.INDIVIDUAL: Words("个人", "individual"),
    Party.UNIT: Words("单位", "unit"),
    Tier.ENTRY: Words("入罪", "entry"),
    Tier.HUGE: Words("数额巨大", "huge"),
    Tier.ESPECIALLY_HUGE: Words("数额特别巨大", "especially huge"),
    Measure.AMOUNT: Words("数额", "amount"),
    Measure.PERSONS: Words("人数", "persons"),
    Measure.LOSS: Words("直接损失", "direct loss"),
}
"""What people call the closed values of a line."""

POWERS: Final[dict[Level | Grade, Words]] = {
    Level.COMMUNITY: Words("社区", "community"),
    Level.STREET: Words("街道", "street"),
    Level.DISTRICT_AUTHORITY: Words("区牵头部门", "district authority"),
    Level.CITY_AUTHORITY: Words("市牵头部门", "city authority"),
    Level.PROVINCE: Words("省牵头部门", "province"),
    Level.INDUSTRY: Words("行业主管、监管部门", "industry regulator"),
    Level.POLICE: Words("公安机关", "police"),
    Level.PROCURATORATE: Words("检察院", "procuratorate"),
    Grade.PRINCIPAL: Words("主要负责人", "principal"),
    Grade.PRINCIPAL_OR_ACTING: Words("正职或主持工作的负责人", "head or acting head"),
    Grade.RESPONSIBLE_LEADER: Words("行政机关负责人", "responsible leader"),
}
"""What people call levels and grades."""

UNCONFIRMED: Final = Words("未经核实", "UNCONFIRMED")
UNREAD: Final = Words("未读原文", "text not read")

OPENING: Final = """# 法规库 · Law register

由 `workflows/law/data` 生成，请勿手改。条文为自行归纳，以原文为准；办公规则不是法律；本页不表示任何合规结论。

Generated from `workflows/law/data`; do not edit. Articles are our own paraphrase, the texts alone are binding; office
rules are not law; nothing here is a statement of compliance.
"""


def reference(register: Register) -> str:
    """The whole page: instruments, articles, criminal lines, powers, office rules."""
    sections = (
        OPENING,
        f"内容摘要 digest: `{register.digest}`\n",
        *_instruments(register),
        *_articles(register),
        *_lines(register),
        *_authority(register),
        *_office_rules(register),
    )
    return "\n".join(sections)


def _instruments(register: Register) -> Iterable[str]:
    yield "## 法规 · Instruments\n"
    yield table(
        ("代号 key", "名称 title", "机关 issuer", "有效期 in force", "前身 predecessor", "状态 status"),
        (
            (
                each.key,
                both(each.title),
                both(each.issuer),
                period(each.validity),
                each.predecessor,
                ("已读 read" if each.read else both(UNREAD)) + _note(each.unconfirmed),
            )
            for each in register.instruments.values()
        ),
    )


def _note(unconfirmed: Words | None) -> str:
    return "" if unconfirmed is None else f"<br>{both(UNCONFIRMED)}: {both(unconfirmed)}"


def _articles(register: Register) -> Iterable[str]:
    yield "## 条文归纳 · Articles in paraphrase\n"
    for key, instrument in register.instruments.items():
        found = [each for each in register.articles.values() if each.instrument == key]
        if found:
            yield f"### {key} {instrument.title.zh} · {instrument.title.en}\n"
            yield table(("条 article", "中文", "English"), (_article(each) for each in found))


def _article(article: Article) -> tuple[str, ...]:
    number = article.number + (f" ¶{article.paragraph}" if article.paragraph else "")
    return number if article.read else f"{number}<br>{both(UNREAD)}", article.words.zh, article.words.en


def _lines(register: Register) -> Iterable[str]:
    yield "## 刑事数额线（只提示，不阻断） · Criminal lines (alarms, never blocks)\n"
    yield table(
        ("依据 basis", "罪名 offence", "主体 party", "档次 tier", "达到 from", "还须 also", "有效期 in force"),
        (
            (
                str(each.citation) + ("" if each.confirmed else f"<br>{both(UNCONFIRMED)}"),
                both(NAMES[each.offence]),
                both(NAMES[each.party]),
                both(NAMES[each.tier]),
                figure(each),
                "" if each.condition is None else both(each.condition),
                period(each.validity),
            )
            for each in register.thresholds
        ),
    )


def _authority(register: Register) -> Iterable[str]:
    yield "## 权限 · Powers\n"
    yield table(
        ("事项 act", "层级 levels", "审批人 approver", "人数 officers", "依据 basis", "有效期 in force"),
        (
            (
                f"{both(each.name)}<br>`{each.act}`",
                "<br>".join(both(POWERS[level]) for level in each.levels),
                "" if each.approver is None else both(POWERS[each.approver]),
                f"≥ {each.officers}" if each.officers else "",
                "<br>".join(str(citation) for citation in each.basis),
                period(each.validity),
            )
            for each in register.authority
        ),
    )


def _office_rules(register: Register) -> Iterable[str]:
    yield f"## 办公规则 · Office rules\n\n{OFFICE_LABEL.zh}。 {OFFICE_LABEL.en.capitalize()}.\n"
    yield table(
        ("代号 slug", "中文", "English", "取值 value", "性质 standing", "有效期 in force"),
        (
            (
                f"`{each.slug}`",
                each.words.zh,
                each.words.en,
                "" if each.value is None else f"{each.value} {each.unit}".rstrip(),
                both(each.label),
                period(each.validity),
            )
            for each in register.office_rules
        ),
    )


def both(words: Words) -> str:
    """Both languages, one under the other."""
    return f"{words.zh}<br>{words.en}"


def period(validity: Validity) -> str:
    """First and last day, the latter left out while in force."""
    return f"{validity.since} – {validity.until or '…'}"


def figure(line: Threshold) -> str:
    """What a line asks for, in 元 or people."""
    name = NAMES[line.measure]
    if line.measure is Measure.PERSONS:
        return f"{name.zh} {name.en} ≥ {line.at_least:,}"
    return f"{name.zh} {name.en} ≥ {line.at_least // YUAN:,} 元"


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table; a bar inside a cell is escaped."""
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines) + "\n"
