"""The register against the texts themselves, where they lie beside the checkout; elsewhere these tests do not apply."""

import re
from functools import cache
from pathlib import Path

import pytest

from domain.law import Article
from workflows.law import register

TEXTS = Path(__file__).parents[4] / "shared" / "laws"

FILES = {
    "R737": "防范和处置非法集资条例(2021-01-26).md",
    "R310": "行政执法机关移送涉嫌犯罪案件的规定(2020-08-07).md",
    "MPS": "公安机关办理刑事案件程序规定.md",
    "SPPR": "人民检察院刑事诉讼规则(2019-12-02).md",
    "JI22": "最高人民法院关于审理非法集资刑事案件具体应用法律若干问题的解释(2022-02-23).md",
    "JI10": "最高人民法院关于审理非法集资刑事案件具体应用法律若干问题的解释(2010-12-13).md",
    "XF22": "信访工作条例(2022-02-25).md",
    "XF05": "信访条例(2005-01-10).md",
    "SDXF": "山东省信访条例(2015-09-24).md",
    "APL": "行政处罚法(2021-01-22).md",
    "ACL": "行政强制法(2011-06-30).md",
    "OGI": "政府信息公开条例(2019-04-03).md",
    "HOL": "全国年节及纪念日放假办法(2024-11-10).md",
    "PIPL": "个人信息保护法(2021-08-20).md",
    "DSL": "数据安全法(2021-06-10).md",
    "CSL": "网络安全法(2016-11-07).md",
}

ARTICLE = re.compile(r"第([零一二三四五六七八九十百]+)条[\s　]")
ITEM = re.compile(r"[（(][一二三四五六七八九十]+[）)]")
HEADING = re.compile(r"#|第[一二三四五六七八九十]+[章节]")
DIGITS = "零一二三四五六七八九"

LONGEST_SHARED_RUN = 14
"""Legal terms recur; a sentence taken over would be longer."""

pytestmark = pytest.mark.skipif(not TEXTS.is_dir(), reason="the law texts do not lie beside this checkout")


def chinese(number: int) -> str:
    """123 → 一百二十三."""
    if number >= 100:
        rest = number % 100
        gap = "零" if 0 < rest < 10 else "一" if 10 <= rest < 20 else ""
        return DIGITS[number // 100] + "百" + (gap + chinese(rest) if rest else "")
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


@cache
def articles(key: str) -> dict[str, list[str]]:
    """Number in Chinese → lines of the article."""
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for raw in (TEXTS / FILES[key]).read_text("utf-8").splitlines():
        line = raw.strip()
        if start := ARTICLE.match(line):
            current = found.setdefault(start[1], [])
            line = line[start.end() :]
        elif HEADING.match(line):
            current = None
        if current is not None and line:
            current.append(line)
    return found


def counted(lines: list[str]) -> tuple[int, int]:
    """Paragraphs of an article, and the items of its longest list."""
    runs = [0]
    for line in lines:
        if ITEM.match(line):
            runs[-1] += 1
        else:
            runs.append(0)
    return len(runs) - 1, max(runs)


def checked() -> list[Article]:
    return [article for article in register().articles.values() if article.instrument in FILES]


def lines_of(article: Article) -> list[str]:
    return articles(article.instrument).get(chinese(int(article.number.partition("(")[0])), [])


@pytest.mark.parametrize(
    ("number", "words"), [(5, "五"), (10, "十"), (42, "四十二"), (105, "一百零五"), (562, "五百六十二")]
)
def test_numbers_are_written_as_the_texts_write_them(number: int, words: str) -> None:
    assert chinese(number) == words


def test_every_article_marked_read_stands_in_its_text() -> None:
    assert len(checked()) > 250
    assert [str(article.citation) for article in checked() if article.read and not lines_of(article)] == []


def test_paragraphs_and_items_are_counted_as_in_the_text() -> None:
    whole = [article for article in checked() if article.number.isdecimal() and not article.paragraph]
    wrong = [
        f"{article.citation}: {counted(lines_of(article))}"
        for article in whole
        if counted(lines_of(article)) != (article.paragraphs, article.items)
    ]

    assert wrong == []


def test_no_paraphrase_copies_the_text() -> None:
    copied = [
        f"{article.citation}: {run}"
        for article in checked()
        for n in range(len(article.words.zh) - LONGEST_SHARED_RUN)
        if (run := article.words.zh[n : n + LONGEST_SHARED_RUN + 1]) in "".join(lines_of(article))
    ]

    assert copied == []
