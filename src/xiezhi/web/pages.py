"""A page of one form that may bring files, with what it is about beside it."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Aside = list[dict[str, object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """The words round a form: ``crumb`` leads back to the list, ``back`` to where one came from."""

    title: object
    submit: object
    crumb: object
    crumb_url: str
    back: str
    intro: object = ""
    aside: Aside | None = None


def show_form(request: HttpRequest, form: forms.Form, page: FormPage) -> HttpResponse:
    """Return the page, with what was entered and what was refused."""
    context = {name: getattr(page, name) for name in FormPage.__dataclass_fields__}
    status = 400 if form.errors else 200
    return render(request, "components/form_page.html", context | {"form": form}, status=status)
