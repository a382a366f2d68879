"""What is too large for an event, sealed beside the log: the event names it by its digest."""
