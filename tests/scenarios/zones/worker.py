"""One zone in a process of its own: its database, its settings, its Django. Steps come by line.

A line is ``{"step": "snap", "given": {...}}``; the answer is ``{"got": ...}`` or ``{"code": ...}``
with the code of a refusal. Steps are the functions of the zone's modules below; both zones also
have those of ``carrying``.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from xiezhi.cli.installation import open_database, set_up_django
from xiezhi.config.environment import DatabaseRole, Zone, environment
from xiezhi.infra.errors import MachineError
from xiezhi.kernel.errors import DomainError

MODULES = {
    Zone.OUTER: ("outside", "home_outside", "handed_outside", "forgetting_outside"),
    Zone.INNER: ("inside", "cases_inside", "home_inside", "handed_inside"),
}


def steps() -> Mapping[str, Callable[..., object]]:
    """Return the steps of this zone by name."""
    names = ("carrying", *MODULES[environment().zone])
    modules = [import_module(f"tests.scenarios.zones.{name}") for name in names]
    return {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if callable(value) and getattr(value, "__module__", "") == module.__name__
    }


def answer(known: Mapping[str, Callable[..., object]], asked: dict[str, Any]) -> dict[str, object]:
    """Take one step."""
    try:
        return {"got": known[asked["step"]](**asked["given"])}
    except (DomainError, MachineError) as refusal:
        return {"code": refusal.code, "params": {k: str(v) for k, v in refusal.params.items()}}
    except Exception:  # noqa: BLE001  # the other process shows it
        return {"fault": traceback.format_exc()}


def main() -> None:
    """Read steps until the line ends."""
    # What the product prints must not stand among the answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    with open_database(environment()) as urls:
        os.environ["ZONE_VAULT_URL"] = urls.vault
        os.environ["ZONE_OWNER_URL"] = urls.owner
        set_up_django(urls, DatabaseRole.APP)
        known = steps()
        print(json.dumps({"got": "ready"}), file=answers, flush=True)
        for line in sys.stdin:
            print(json.dumps(answer(known, json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
