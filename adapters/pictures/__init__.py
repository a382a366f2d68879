"""Pictures that strangers send: drawn anew, so that nothing is kept of them but what is seen."""
