"""A risk lead 风险线索: from discovery to petition follow-up and closure, in chapters."""
