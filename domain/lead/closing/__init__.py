"""Petition follow-up, closing, archiving, reopening."""
