"""The work a public door asks for: set with the page, checked with what is posted."""

from django.http import HttpRequest

from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.vault.rules.work import Door
from xiezhi.vault.services.doorkeeping import is_rushed, note_try, pass_door, set_task

RETRY_SECONDS = 60


def work_of(door: Door) -> dict[str, object]:
    """Return a fresh task as the form carries it."""
    task, bits = set_task(door, now=clock.now())
    return {"task": task, "bits": bits}


def pass_receipt_door(request: HttpRequest) -> None:
    """Let a look-up through, with its work done or in the slow lane.

    Raises:
        InvalidInputError: the codes of `check_work`, ``vault.work_spent``.
        NotAllowedError: ``vault.slow_lane_full``.
    """
    _pass(request, Door.RECEIPT)


def pass_report_door(request: HttpRequest, acting: Actor) -> None:
    """Let a report through. Only strangers in a rush are asked for work; nobody is shut out.

    Raises:
        InvalidInputError, NotAllowedError: as `pass_receipt_door`.
    """
    if acting.kind is not ActorKind.PUBLIC:
        return
    if is_rushed(Door.REPORT, now=clock.now()):
        _pass(request, Door.REPORT)
    else:
        note_try(Door.REPORT, now=clock.now())


def report_work() -> dict[str, object] | None:
    """Return the task a stranger's report needs now; None while it is quiet."""
    return work_of(Door.REPORT) if is_rushed(Door.REPORT, now=clock.now()) else None


def _pass(request: HttpRequest, door: Door) -> None:
    pass_door(
        door,
        task=request.POST.get("work_task", ""),
        solution=request.POST.get("work_solution", ""),
        now=clock.now(),
    )
