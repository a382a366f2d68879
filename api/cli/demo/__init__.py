"""``chufei demo``: the shipped story, played on a new data folder by the code of ``lead register`` and ``act``."""
