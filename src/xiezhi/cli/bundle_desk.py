"""What ``xiezhi bundle`` does; Django must be set up."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from xiezhi.cases.selectors.bundle import access_numbered_case
from xiezhi.cases.services.bundles import export_case_bundle
from xiezhi.cli.chosen_office import chosen_office
from xiezhi.cli.exchange_terminal import Terminal, signed_in
from xiezhi.cli.messages import _
from xiezhi.evidence.rules.bundle.order import BundleAsked
from xiezhi.evidence.rules.custody import CustodyPurpose
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError
from xiezhi.leads.selectors.bundle import access_numbered_lead
from xiezhi.leads.services.bundles import export_lead_bundle
from xiezhi.ledger.services.keys import published_key
from xiezhi.web.cases.problems import register_texts as register_case_texts
from xiezhi.web.desk.problems import register_texts as register_desk_texts
from xiezhi.web.evidence.problems import register_texts as register_evidence_texts
from xiezhi.web.problem_texts import text_of

CASE: Final = "case"


def carry_out(
    arguments: argparse.Namespace, ask_secret: Callable[[str], str], *, now: datetime
) -> int:
    """Write the bundle and say its code and the office's key; refusals in the words of the desk.

    Nothing is left of a bundle that was refused or not recorded.
    """
    for register_texts in (register_case_texts, register_desk_texts, register_evidence_texts):
        register_texts()
    office = chosen_office(arguments.office)
    terminal = Terminal(say=print, ask=input, ask_secret=ask_secret)
    acting = signed_in(terminal, office, arguments.exporter, _("导出人"))
    asked = BundleAsked(
        office=office.name,
        purpose=CustodyPurpose(arguments.purpose),
        with_particulars=arguments.particulars,
    )
    path: Path = arguments.file
    try:
        with path.open("xb+") as target, tenant_scope(office.id):
            code = _written(arguments, asked, target, acting=acting, now=now)
    except BaseException as error:
        path.unlink(missing_ok=True)
        if not isinstance(error, DomainError):
            raise
        problem = text_of(error)
        print(problem.words)
        return 1
    print(_("已写出 {path}，核验包 {code}。").format(path=path, code=code))
    print(_("本院的公钥（另行告知收件单位）：{key}").format(key=published_key(office.slug)))
    return 0


def _written(
    arguments: argparse.Namespace,
    asked: BundleAsked,
    target: BinaryIO,
    *,
    acting: Actor,
    now: datetime,
) -> str:
    if arguments.matter == CASE:
        case = access_numbered_case(acting, arguments.number)
        return export_case_bundle(
            case_id=case.id, asked=asked, target=target, acting=acting, now=now
        )
    lead = access_numbered_lead(acting, arguments.number)
    return export_lead_bundle(lead_id=lead.id, asked=asked, target=target, acting=acting, now=now)
