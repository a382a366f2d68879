"""Charts as SVG text: every mark is a link with a title, and beside each stands the table of what it draws."""
