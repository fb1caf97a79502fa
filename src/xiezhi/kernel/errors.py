"""Domain errors: a code and its parameters. Text is made at the edge, never here."""

from typing import ClassVar, Final

Param = str | int | float | bool | None


class DomainError(Exception):
    """Something the domain refuses.

    Args:
        code: stable dotted word, for example ``leads.not_open``; ``web.problems`` holds its text.
        basis: legal basis shown beside the text, for example ``办案规则第28条``; empty when none.
        params: values the text names; never personal data, because refusals are logged.
    """

    status: ClassVar[int] = 400

    def __init__(self, code: str, *, basis: str = "", **params: Param) -> None:
        super().__init__(code)
        self.code: Final = code
        self.basis: Final = basis
        self.params: Final = params


class InvalidInputError(DomainError):
    """What was handed in cannot be read or is incomplete."""

    status = 400


class NotAllowedError(DomainError):
    """The actor may know of the thing but may not do this with it."""

    status = 403


class StepUpRequiredError(NotAllowedError):
    """The act is allowed after the person has proved who they are once more."""


class NotFoundError(DomainError):
    """There is no such thing, or the actor may not know of it."""

    status = 404


class ConflictError(DomainError):
    """Somebody else was faster, or the same thing was already done."""

    status = 409


class RuleRefusedError(DomainError):
    """The law or an own rule of the office forbids the act; ``basis`` says which."""

    status = 409


class TransitionRefusedError(RuleRefusedError):
    """The procedure has no such step from the present state."""
