"""``chufei demo``: the shipped story, performed on a new data folder by the same code as ``lead register`` and ``act``."""
