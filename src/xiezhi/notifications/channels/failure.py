"""What every channel raises when a notice did not go out."""

from typing import ClassVar

from xiezhi.kernel.errors import DomainError


class ChannelFailedError(DomainError):
    """The notice did not go out. Holds a code alone: a gateway's own words may repeat the address.

    Args:
        is_final: another try would fail the same way.
    """

    status: ClassVar[int] = 502

    def __init__(self, code: str, *, is_final: bool = False) -> None:
        super().__init__(code)
        self.is_final = is_final
