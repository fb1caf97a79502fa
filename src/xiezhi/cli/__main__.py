"""``python -m xiezhi.cli``: the same as the command ``xiezhi``."""

import sys

from xiezhi.cli import main

sys.exit(main())
