"""Two real installations of one office, with packages carried between them by file."""
