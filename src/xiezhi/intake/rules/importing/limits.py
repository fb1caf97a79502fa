"""How much one list may hold."""

from typing import Final

MAX_FILE_BYTES: Final = 50 * 1024 * 1024
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200
MAX_SHEET_ROW: Final = 1_048_576
"""A spreadsheet has no row beyond this one."""
MAX_UNPACKED_BYTES: Final = 300 * 1024 * 1024
MAX_SHARED_TEXT_BYTES: Final = 100 * 1024 * 1024
"""Texts a workbook shares between its cells are read whole."""
MAX_WORKBOOK_PARTS: Final = 2_000
MAX_NUMBER: Final = 60
MAX_TITLE: Final = 200
MAX_WORDS: Final = 20_000
MAX_TOWN: Final = 30
MAX_VILLAGE: Final = 60
MAX_PLACE: Final = 200
MAX_CONTACT: Final = 60
MAX_SHOWN_ERRORS: Final = 200
"""Further errors are counted, not listed: who mends two hundred asks again."""
