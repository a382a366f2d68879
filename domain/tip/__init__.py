"""Reports of the public 举报: one stream ``tip/<id>`` each; who reported stands apart, in ``informant/<id>``."""
