"""The one row of what subscribers of the feed may see: noted when it is met and was another before."""

from typing import Final

from domain.feeds import RULE, NoteFeedRights, RightsStage, changed
from domain.lead.dates import not_in_the_future
from domain.procedure import Procedure
from domain.words import Words
from workflows.procedures.rows import ANYONE, row

FEED_RIGHTS: Final = Procedure(
    name="feed-rights",
    words=Words("对外事件流的可见范围", "rights of readers of the feed"),
    stages=RightsStage,
    initial=RightsStage.UNNOTED,
    rows=(
        row("F01", NoteFeedRights, tuple(RightsStage), RightsStage.NOTED, "记入可见范围", "put on record", ANYONE,
            RULE, while_suspended=True, own_date=True, guards=(changed,)),
    ),
    labels={RightsStage.UNNOTED: Words("未记入", "not noted"), RightsStage.NOTED: Words("已记入", "noted")},
    standing=(not_in_the_future,),
)  # fmt: skip
