"""Reaching a secret reporter without opening anything: neutral words, sent on by the vault process."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.infra.jobs import enqueue
from xiezhi.intake.rules.pool import ReporterGrade
from xiezhi.intake.selectors.access import access_report
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError, RuleRefusedError
from xiezhi.vault.client import ask_to_relay
from xiezhi.vault.models import RelayMessage
from xiezhi.vault.rules.relay import RelayOutcome
from xiezhi.vault.selectors.erasures import waiting_relay_ids
from xiezhi.vault.services.relaying import write_relay

_A_DAY: Final = timedelta(days=1)


def relay_words(*, report_id: UUID, words: str, acting: Actor, now: datetime) -> RelayMessage:
    """Have neutral words sent to the number a secret reporter left; nobody sees the number.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``intake.no_report``, ``intake.no_contact``.
        RuleRefusedError: ``vault.not_sealed_report``, ``vault.relay_limit``.
        InvalidInputError: the codes of `check_neutral`.
    """
    require(acting, Action.TALK_WITH_REPORTER)
    report = access_report(acting, report_id)
    if report.grade != ReporterGrade.SECRET:
        raise RuleRefusedError("vault.not_sealed_report", basis="本院规定")
    if not report.has_contact:
        raise NotFoundError("intake.no_contact")
    message = write_relay(report_id=report.id, words=words, acting=acting, now=now)
    enqueue("intake.relay", message_id=str(message.id))
    return message


def queue_waiting_relays(*, now: datetime) -> int:
    """Queue again the words of the last day that the vault process could not send; returns how many."""
    waiting = waiting_relay_ids(now - _A_DAY)
    for message_id in waiting:
        enqueue("intake.relay", message_id=str(message_id))
    return len(waiting)


def send_relay(*, message_id: UUID) -> RelayOutcome:
    """Hand a message to the vault process, which records what became of it."""
    return ask_to_relay(message_id=message_id)
