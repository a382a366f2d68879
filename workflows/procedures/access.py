"""The one row of the record of reads: whoever may read personal data is put on record, as often as he reads."""

from typing import Final

from domain.access import EXPLAINED, RULE, AccessStage, RecordAccess, explained, reads_persons
from domain.lead.dates import not_in_the_future
from domain.procedure import Procedure
from domain.words import Words
from workflows.procedures.rows import ANYONE, row

ACCESS: Final = Procedure(
    name="access",
    words=Words("查阅个人信息", "reading personal data"),
    stages=AccessStage,
    initial=AccessStage.UNREAD,
    rows=(
        row("R01", RecordAccess, tuple(AccessStage), AccessStage.READ, "记入查阅", "put on record", ANYONE,
            "PIPL 51", "PIPL 54", RULE, EXPLAINED, while_suspended=True, own_date=True),
    ),
    labels={AccessStage.UNREAD: Words("未查阅", "not read"), AccessStage.READ: Words("已查阅", "read")},
    standing=(reads_persons, explained, not_in_the_future),
)  # fmt: skip
