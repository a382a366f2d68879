"""The console: the whole work in the browser. One address is one whole page, and no page needs a script."""
