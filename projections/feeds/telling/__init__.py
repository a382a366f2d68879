"""The translations, chapter by chapter; importing this fills their table."""

from projections.feeds.telling import beside, closing, disposal, intake, interview, transfer
from projections.feeds.translating import TRANSLATIONS

__all__ = ["TRANSLATIONS", "beside", "closing", "disposal", "intake", "interview", "transfer"]
