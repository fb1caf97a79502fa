"""Every public service that writes opens an act, or stands on the list below with the reason why not."""

import ast
from collections.abc import Iterator

from tests.architecture.source import functions, modules_of

ACTS = {"act", "record_refusal"}
WRITES = {"save", "delete", "update", "create", "bulk_create", "bulk_update", "get_or_create"}

# Steps of other services' acts, and the one write that may leave no trace of who made it.
WITHOUT_AN_ACT = {
    "accounts.crossing.keep_crossed_account": "part of taking a person's roster entry from a package",
    "accounts.crossing.unbind_phones_bound_before": "as revoke_devices_of",
    "accounts.devices.revoke_devices_of": "part of taking a person or a unit's officer out",
    "accounts.roles.hold_role": "part of granting roles and of adding people",
    "accounts.second_factor.enrol_totp": "the demo's devices; people enrol through allauth",
    "accounts.second_factor.remove_second_factors": "part of closing an account",
    "accounts.sign_in_accounts.close_account": "part of taking a person out",
    "accounts.sign_in_accounts.make_account": "part of adding a person",
    "accounts.sign_in_accounts.retire_name": "part of handing a unit's account over",
    "accounts.sms_codes.issue_code": "the job of a recorded request",
    "clocks.correcting.count_from": "part of the act that put the day right, as extend_clock",
    "clocks.correcting.meet_on": "as count_from",
    "clocks.running.extend_clock": "part of the act on the matter, as every clock of it",
    "clocks.running.hand_clocks": "as extend_clock",
    "clocks.running.move_clocks": "as extend_clock",
    "clocks.running.pause_clocks": "as extend_clock",
    "clocks.running.resume_clocks": "as extend_clock",
    "clocks.running.start_clock": "as extend_clock",
    "clocks.running.start_clock_until": "as extend_clock",
    "evidence.carrying_away.let_files_go": "part of forgetting what a package carried",
    "evidence.crossing.keep_crossed_file": "part of taking a report or a reply from a package",
    "evidence.particulars.keep_particulars": "part of receiving a file; nothing of them enters the ledger",
    "evidence.storing.store_file": "part of receiving a report or a reply",
    "intake.draft_rows.change_draft": "a draft is its writer's own; what is saved of it is recorded",
    "intake.draft_rows.drop_row": "as change_draft",
    "intake.draft_rows.merge_row": "as change_draft",
    "intake.draft_rows.move_number_to_contact": "as change_draft",
    "intake.draft_rows.split_row": "as change_draft",
    "ledger.checkpoints.sign_checkpoint": "a statement about the ledger; an entry would ask for another",
    "notifications.push.end_pushes_of": "part of dismissing and of unbinding phones",
    "notifications.push.push_to": "part of delivering",
    "uploads.arriving.begin_upload": "bytes on their way, nobody's yet; the report that takes them is recorded",
    "uploads.arriving.receive_part": "as begin_upload",
    "uploads.taking.close_uploads": "part of receiving the report",
    "vault.crossing.forget_crossed_identity": "part of taking the inner zone's receipt; an entry would link the two",
    "vault.crossing.keep_crossed_identity": "part of taking a report from a package, as put_in_vault",
    "vault.doorkeeping.forget_proofs": "tries at a public door, which name nobody and mean nothing later",
    "vault.doorkeeping.note_try": "as forget_proofs",
    "vault.doorkeeping.pass_door": "as forget_proofs",
    "vault.door.put_in_vault": "part of receiving a report; an entry of its own would link the two",
}


def opens_an_act(tree: ast.Module) -> set[str]:
    """Names of the module's functions that open an act, themselves or through one another."""
    calls = {
        node.name: {
            call.func.id
            for call in ast.walk(node)
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        }
        for node in functions(tree)
    }
    found = {name for name, called in calls.items() if called & ACTS}
    while more := {name for name, called in calls.items() if called & found} - found:
        found |= more
    return found


def writes(node: ast.FunctionDef) -> bool:
    return any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in WRITES
        for call in ast.walk(node)
    )


def public_services() -> Iterator[tuple[str, ast.FunctionDef, bool]]:
    """Yield each public service (``intake.receiving.receive_report``) and whether it records.

    Modules beginning with an underscore are parts of the services beside them.
    """
    for path, tree in modules_of("services").items():
        recording = opens_an_act(tree)
        for node in tree.body:
            if (
                isinstance(node, ast.FunctionDef)
                and not node.name.startswith("_")
                and not path.stem.startswith("_")
            ):
                yield f"{path.parts[0]}.{path.stem}.{node.name}", node, node.name in recording


def test_every_service_that_writes_records_or_says_why_not() -> None:
    silent = {name for name, node, records in public_services() if writes(node) and not records}
    assert silent == set(WITHOUT_AN_ACT)


def test_services_take_keywords_and_are_told_the_time() -> None:
    wrong = [
        name
        for name, node, records in public_services()
        if records
        and name != "ledger.acts.act"
        and (node.args.args or "now" not in {argument.arg for argument in node.args.kwonlyargs})
    ]
    assert wrong == []
