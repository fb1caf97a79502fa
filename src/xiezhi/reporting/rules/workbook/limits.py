"""Bounds of a form, so that one file cannot fill the server."""

from typing import Final

MAX_BYTES: Final = 5 * 1024 * 1024
MAX_UNPACKED_BYTES: Final = 40 * 1024 * 1024
MAX_PARTS: Final = 500
MAX_SHEET_BYTES: Final = 4 * 1024 * 1024
"""A sheet beyond this has formats down to the last row; a form with content never does."""
MAX_MERGED_CELLS: Final = 100_000
MAX_SHEETS: Final = 20
GRID_ROWS: Final = 200
GRID_COLUMNS: Final = 60
MAX_SHOWN: Final = 120
MAX_TITLE: Final = 120
MAX_FORMULA_DEPTH: Final = 40
MAX_RANGE_CELLS: Final = 20_000
