"""Looking: visits by consent, inspections, ruling out, monitoring."""
