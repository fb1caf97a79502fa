"""Jobs of the vault."""

from xiezhi.infra.jobs import periodic_for_each_office
from xiezhi.vault.client import ask_to_erase


@periodic_for_each_office("vault.erase", cron="10 19 * * *")
def erase() -> None:
    """Have the vault process destroy what was ordered, every night."""
    ask_to_erase()
