"""What the machine refuses: faults an operator mends, never shown to a visitor."""

from typing import Final

from typing_extensions import override


class MachineError(Exception):
    """Something on this machine stands in the way of starting.

    Args:
        code: stable dotted word; ``cli.faults`` holds its sentence and how to mend it.
        params: values the sentence names.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code: Final = code
        self.params: Final = params

    @override
    def __str__(self) -> str:
        """Return code and parameters on one line, for logs."""
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.params.items())])
