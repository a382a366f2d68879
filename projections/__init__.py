"""What people read: tables built from the log."""
