"""What a subscriber of the feed may see, as a fact of the log: so his view of the feed can be worked out again."""

from datetime import datetime

from domain.catalogue import event


@event("feed.rights-noted/1")
class FeedRightsNoted:
    """A subscriber reads with other rights than before: his office and area then and now, empty for none.

    Nobody decides it: it follows from the roster of the day, and is noted when it is first met.
    """

    subscriber: str
    was_office: str
    was_division: str
    office: str
    division: str
    occurred: datetime
