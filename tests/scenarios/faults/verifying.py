"""Verifies every ledger of a database; ends with 1 at the first that is not sound."""

import sys


def main() -> int:
    """Verify."""
    import django  # noqa: PLC0415  # settings first

    django.setup()
    from xiezhi.ledger.services.verification import verify_all  # noqa: PLC0415

    audits = list(verify_all(slug=None, public_key=None))
    for one in audits:
        print(one.slug, one.audit.outcome, one.audit.entries, one.audit.finding)
    return int(not audits or any(one.audit.finding is not None for one in audits))


if __name__ == "__main__":
    sys.exit(main())
