"""Who does 沟通、协调、联络、反馈 today, and who did."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from xiezhi.house.models import FunctionPost
from xiezhi.house.rules.functions import Circle, ContactFunction


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to call about something: posts and numbers, nobody's name."""

    function: ContactFunction
    department: str
    first: str
    second: str
    telephone: str


def list_posts(day: date) -> dict[tuple[Circle, ContactFunction], FunctionPost]:
    """Return who holds each function on a day; what nobody holds is missing."""
    return {(Circle(one.circle), ContactFunction(one.function)): one for one in _on(day)}


def list_contacts(circle: Circle, day: date) -> list[Contact]:
    """Return whom supporters or units may call, in the order of the four functions.

    The number is the function's own, else the A person's office number.
    """
    posts = {ContactFunction(one.function): one for one in _on(day).filter(circle=circle)}
    return [
        _contact(function, posts[function]) for function in ContactFunction if function in posts
    ]


def list_past_posts(day: date) -> QuerySet[FunctionPost]:
    """Return who held the functions before, newest first."""
    return _posts().filter(until__lt=day).order_by("-until", "-since", "circle", "function")


def list_posts_of(staff_id: UUID) -> list[FunctionPost]:
    """Return the running posts of a member of staff, as A or B person."""
    held = Q(first_id=staff_id) | Q(second_id=staff_id)
    return list(_posts().filter(held, until__isnull=True).order_by("circle", "function"))


def functions_held(staff_id: UUID, day: date) -> frozenset[ContactFunction]:
    """Return the functions a member of staff does today, as A or B person."""
    held = _on(day).filter(Q(first_id=staff_id) | Q(second_id=staff_id))
    return frozenset(ContactFunction(one.function) for one in held)


def _posts() -> QuerySet[FunctionPost]:
    return FunctionPost.objects.select_related("department", "first", "second")


def _on(day: date) -> QuerySet[FunctionPost]:
    running = Q(until__isnull=True) | Q(until__gte=day)
    return (
        _posts().filter(running, since__lte=day).order_by("circle", "function", "since", "set_at")
    )


def _contact(function: ContactFunction, post: FunctionPost) -> Contact:
    return Contact(
        function=function,
        department=post.department_name if post.department is None else post.department.name,
        first=post.first_label if post.first is None else post.first.label,
        second=post.second_label if post.second is None else post.second.label,
        telephone=post.telephone or ("" if post.first is None else post.first.office_phone),
    )
