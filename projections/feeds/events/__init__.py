"""The integration events, each declared once; importing this registers them all."""

from projections.feeds.events import closing, disposal, intake, interview, rights, standing, transfer

__all__ = ["closing", "disposal", "intake", "interview", "rights", "standing", "transfer"]
