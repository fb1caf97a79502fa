"""期限: the time limits that run on any matter, their pauses and extensions, alarms and lists."""
