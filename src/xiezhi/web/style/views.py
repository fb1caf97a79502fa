"""The style page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xiezhi.web.style.forms import sample_forms
from xiezhi.web.style.samples import samples
from xiezhi.web.style.tokens import read_swatches


@require_safe
def show_style(request: HttpRequest) -> HttpResponse:
    """Show every token and part with sample data; reads nothing from the database."""
    context = {**samples(), **sample_forms(), "swatches": read_swatches()}
    return render(request, "style/page.html", context)
