"""Gap-free numbers: a stream ``numbers/<issuer>/<type>/<year>`` each, drawn in the append of what they number."""

from typing import NamedTuple

from domain.catalogue import event, shape
from domain.values.document_number import DocumentNumber, LeadNumber


@event("number.issued/1")
class NumberIssued:
    """A number was drawn for a stream; it is never given again, whatever becomes of what it numbers."""

    sequence: int
    number: str
    used_by: str


class Numbers(NamedTuple):
    """The last sequence drawn (0 = none)."""

    last: int = 0


def evolve(_: Numbers, event: NumberIssued) -> Numbers:
    """Remember the last sequence."""
    return Numbers(event.sequence)


@shape
class Series:
    """One running series: the organ that issues (office code), the type of paper (``[a-z-]+``), the year."""

    issuer: str
    type: str
    year: int

    @property
    def stream(self) -> str:
        """The stream that holds the series."""
        return f"numbers/{self.issuer}/{self.type}/{self.year}"


def lead_series(office: str, year: int) -> Series:
    """线索编号 run per district (the first six digits of the office's code) and year."""
    return Series(issuer=office[:6], type="lead", year=year)


def draw_lead_number(series: Series, numbers: Numbers, used_by: str) -> NumberIssued:
    """The next 线索编号, such as ``370104-2022-0007``."""
    following = numbers.last + 1
    number = LeadNumber(series.issuer, series.year, following)
    return NumberIssued(sequence=following, number=str(number), used_by=used_by)


def draw_document_number(mark: str, kind: str, series: Series, numbers: Numbers, used_by: str) -> NumberIssued:
    """The next 发文字号, such as ``示金监约谈〔2022〕3号``: the organ's mark, the kind of paper; no leading zeros."""
    following = numbers.last + 1
    number = DocumentNumber(mark, kind, series.year, following)
    return NumberIssued(sequence=following, number=str(number), used_by=used_by)
