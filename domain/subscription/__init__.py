"""Who is sent what of the feed: one stream ``subscription/<id>`` for each system that asked to be called."""
