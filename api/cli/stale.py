"""Says beside a ledger which of its rows are not up to date, because an event of their lead is parked."""

from collections.abc import Sequence

from api.app import App
from api.cli.output import Out
from domain.words import Words
from projections.base import Projection
from projections.ledger_rows import LedgerRow


def stale(app: App, model: Projection) -> frozenset[str]:
    """Ids of the leads of which a read model lacks something."""
    streams = (each.stream.partition("/") for each in app.read_models.held() if each.name == model.name)
    return frozenset(name for noun, _, name in streams if noun == "lead")


def tell_stale(out: Out, lacking: frozenset[str], rows: Sequence[LedgerRow]) -> None:
    """Name the rows that are shown; of the others it is not known whether they belong here."""
    if not lacking:
        return
    shown = [row.number for row in rows if row.lead in lacking]
    if shown:
        words = Words("以下线索的内容不是最新：{numbers}", "these rows are not up to date: {numbers}")
        out.say(words.fill(numbers=out.listed(shown)), "yellow")
    if len(shown) < len(lacking):
        words = Words("台账缺少或未更新的线索，未列在上面的还有 {count} 条",
                      "leads that are missing or not up to date, and not listed above: {count}")  # fmt: skip
        out.say(words.fill(count=len(lacking) - len(shown)), "yellow")
    words = Words("原因是有事件搁置，见 chufei quarantine list", "events are parked: see chufei quarantine list")
    out.say(words, "yellow")
