"""Jobs of the vault."""

from xiezhi.infra.jobs import periodic_for_each_office
from xiezhi.kernel import clock
from xiezhi.vault.client import ask_to_erase
from xiezhi.vault.selectors.erasures import has_erasures_due
from xiezhi.vault.services.doorkeeping import forget_proofs


@periodic_for_each_office("vault.erase", cron="10 19 * * *")
def erase() -> None:
    """Have the vault process destroy what was ordered, every night."""
    if has_erasures_due():  # never outside, where there is no such process
        ask_to_erase()


@periodic_for_each_office("vault.forget_proofs", cron="25 * * * *")
def forget() -> None:
    """Forget the tries at the public doors, every hour."""
    forget_proofs(now=clock.now())
