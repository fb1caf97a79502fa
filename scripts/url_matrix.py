"""Writes tests/architecture/url_matrix.csv afresh; review the difference before committing it.

Usage: python -m scripts.url_matrix
"""

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
WRITER: Final = ROOT / "tests" / "architecture" / "write_url_matrix.py"


def main() -> int:
    """Run the writer under pytest, which brings the database."""
    words = ["-n", "0", "-p", "no:randomly", "-q", str(WRITER)]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *words], cwd=ROOT, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
