"""What the feed says of itself: what a subscriber is not shown, must delete, or may read again."""

from typing import Annotated, Final

from projections.feeds.declaring import REGISTRY, integration, public


@integration("chufei.withheld.v1", zh="不予显示", en="Not shown to this subscriber.")
class Withheld:
    """It has a sequence and an id, so that nothing is missing, and no subject, time or fact."""


@integration(
    "chufei.lead.withdrawn.v1",
    zh="不再可见，应予删除",
    en="This subscriber may no longer hold a lead.",
)
class Withdrawn:
    """The lead went elsewhere, or the subscriber's rights were narrowed. The subject says which lead."""


@integration("chufei.feed.rights-changed.v1", zh="订阅者可见范围有变", en="What this subscriber may see has changed.")
class RightsChanged:
    """Sent to that subscriber alone; what may no longer be held was withdrawn, lead by lead, just before."""

    reread: Annotated[bool, public("有新增可见内容，可重新读取", "whether there is more to read again")]


WITHHELD: Final = REGISTRY.of(Withheld).name
WITHDRAWN: Final = REGISTRY.of(Withdrawn).name
