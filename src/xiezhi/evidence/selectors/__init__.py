"""Reads of evidence. Who may read which file is asked of whatever the file hangs on."""
