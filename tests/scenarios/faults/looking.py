"""Compares the store of every office with its tables and removes what is nobody's; prints figures."""

import json
import sys
from datetime import timedelta


def main() -> int:
    """Look twice: what is found and removed, and what is left."""
    import django  # noqa: PLC0415  # settings first

    django.setup()
    from xiezhi.cli.file_checking import check_offices  # noqa: PLC0415  # as above
    from xiezhi.kernel import clock  # noqa: PLC0415

    told = []
    for is_removing in (True, False):
        (state,) = check_offices(
            older_than=timedelta(), is_read=True, is_removing=is_removing, now=clock.now()
        )
        parts = (state.missing, state.wrong, state.nobodys, state.unfinished, state.areas)
        told.append([state.due, *(len(part) for part in parts)])
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
