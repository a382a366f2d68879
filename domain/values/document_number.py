"""Numbers people cite: 发文字号 of papers (GB/T 9704-2012) and 线索编号 of leads."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from domain.values.mistake import Mistake
from domain.values.text import compact
from domain.words import Words

RULE: Final = "GB/T 9704-2012 7.2.5"
BRACKETS: Final = str.maketrans("([{【〖《<)]}】〗》>", "〔〔〔〔〔〔〔〕〕〕〕〕〕〕")
DASHES: Final = str.maketrans("‐‑‒–—―−_", "--------")
_SHAPE: Final = re.compile(r"(?P<head>[^〔〕]+)〔(?P<year>[^〔〕]*)〕(?P<seq>[^〔〕]*)号")
LEAD_NUMBER: Final = r"[1-9][0-9]{5}-[12][0-9]{3}-(?:(?!0000)[0-9]{4}|[1-9][0-9]{4,})"
"""How a 线索编号 is written, for whoever looks for one in a text."""

WRONG_SHAPE = Mistake(
    "input.document-number.shape",
    Words("不是发文字号", "Not a document number"),
    Words(
        "按“机关代字〔年份〕顺序号号”填写，如 示例办发〔2022〕3号",
        "Write issuer〔year〕number号, as in 示例办发〔2022〕3号",
    ),
    RULE,
)
WRONG_YEAR = Mistake(
    "input.document-number.year",
    Words("年份应写四位全称", "The year is written in full, four digits"),
    Words("如 〔2022〕，不写 〔22〕", "Write 〔2022〕, not 〔22〕"),
    RULE,
)
WRONG_SEQUENCE = Mistake(
    "input.document-number.sequence",
    Words("顺序号不加“第”字，不编虚位，从1起", "The number has no 第, no leading zeros, and starts at 1"),
    Words("如 7号，不写 第7号、07号", "Write 7号, not 第7号 or 07号"),
    RULE,
)
WRONG_LEAD_NUMBER = Mistake(
    "input.lead-number.shape",
    Words("不是线索编号", "Not a lead number"),
    Words("按“区划代码-年份-序号”填写，如 370104-2022-0007", "Write division-year-number, as in 370104-2022-0007"),
    "office lead-number",
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """``{issuer}{kind}〔{year}〕{sequence}号``; ``str`` gives that text back. Events hold the text."""

    issuer: str
    kind: str
    year: int
    sequence: int

    @classmethod
    def parse(cls, text: str, *, kinds: Iterable[str] = (), field: str = "document_number") -> "DocumentNumber":
        """Read a typed number, other brackets taken for six-corner ones; its kind is the longest fitting of ``kinds``.

        Raises ``InvalidInput`` (``input.document-number.*``).
        """
        found = _SHAPE.fullmatch(compact(text).translate(BRACKETS))
        if found is None:
            raise WRONG_SHAPE.at(field)
        if not re.fullmatch(r"[12][0-9]{3}", found["year"]):
            raise WRONG_YEAR.at(field)
        if not re.fullmatch(r"[1-9][0-9]{0,8}", found["seq"]):
            raise WRONG_SEQUENCE.at(field)
        head = found["head"]
        fitting = (kind for kind in kinds if head.endswith(kind) and head != kind)
        kind = max(fitting, key=len, default="")
        return cls(head.removesuffix(kind), kind, int(found["year"]), int(found["seq"]))

    def __str__(self) -> str:
        return f"{self.issuer}{self.kind}〔{self.year}〕{self.sequence}号"


@dataclass(frozen=True, slots=True)
class LeadNumber:
    """``370104-2022-0007``: district, year, number with at least four digits; ``str`` gives the text back."""

    district: str
    year: int
    sequence: int

    @classmethod
    def parse(cls, text: str, *, field: str = "lead_number") -> "LeadNumber":
        """Read a typed 线索编号, any dash taken. Raises ``InvalidInput`` (``input.lead-number.shape``)."""
        written = compact(text).translate(DASHES)
        if not re.fullmatch(LEAD_NUMBER, written):
            raise WRONG_LEAD_NUMBER.at(field)
        district, year, sequence = written.split("-")
        return cls(district, int(year), int(sequence))

    def __str__(self) -> str:
        return f"{self.district}-{self.year}-{self.sequence:04d}"
