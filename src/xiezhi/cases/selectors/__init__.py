"""What of cases may be read, and by whom."""
