"""What makes 随手拍 an application, and its pages that say nothing about anybody.

The phone keeps the empty report page, the outbox and the receipt's frame, a grid member's also the
frames of 待办 and of one thing to do of each sort. They are the same for everyone; what a person wrote or is asked
comes out of the phone's own sealed store by script.
"""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Final

from csp.constants import SELF
from csp.decorators import csp_replace
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.web.member.patrols import PatrolForm
from xiezhi.web.member.tasks import TaskForm
from xiezhi.web.member.trainings import ReplyForm
from xiezhi.web.pwa.files import member_files, shell_files, worker_scripts
from xiezhi.web.requests import office_of
from xiezhi.web.snap.forms import ReportForm

THEME: Final = "#0f3d7a"
ICONS: Final = ((192, "any"), (512, "any"), (512, "maskable"))
SHELLS: Final = ("pwa:shell", "pwa:outbox", "pwa:receipt")
# Kept from the first page of a grid member on; they do not weigh on anybody's first visit.
MEMBER_SHELLS: Final = ("pwa:tasks", "pwa:task", "pwa:patrol", "pwa:training")
# Below these addresses a frame stands in for the page; the address itself is a list.
FRAMES: Final = (
    ("/mine/tasks/", "pwa:task"),
    ("/mine/patrols/", "pwa:patrol"),
    ("/mine/trainings/", "pwa:training"),
)
# What a phone shows its own frame for when there is no network; other faces are left alone.
PHONE_PAGES: Final = ("/mine/", "/status/", "/sign-in/", "/received/")
_FORMS: Final[dict[str, type[Form]]] = {
    "pwa:task": TaskForm,
    "pwa:patrol": PatrolForm,
    "pwa:training": ReplyForm,
}
_NONCE: Final = re.compile(r' nonce="[^"]*"')


def _kept(
    view: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Let scripts of this house alone run: what a phone keeps has no nonce of its own.

    Compressed, as no other page is: there is no secret in it whose length could tell.
    """
    return csp_replace({"script-src": [SELF]})(gzip_page(require_GET(view)))


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """Describe the application: name, colours, icons."""
    name = _("随手拍")
    content = {
        "name": f"{name} · {office_of(request).name}",
        "short_name": name,
        "lang": get_language(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": THEME,
        "background_color": "#ffffff",
        "icons": [
            {
                "src": static(f"xiezhi/icons/{purpose}-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": purpose,
            }
            for size, purpose in ICONS
        ],
    }
    text = json.dumps(content, ensure_ascii=False)
    return HttpResponse(text, content_type="application/manifest+json")


@_kept
def worker(request: HttpRequest) -> HttpResponse:
    """Send the service worker. Any change of what it keeps changes it, so phones notice."""
    files = shell_files()
    pages = [_page(request, name) for name in (*SHELLS, *MEMBER_SHELLS)]
    content = json.dumps([files, member_files(), worker_scripts(), pages], ensure_ascii=False)
    told = {
        "version": hashlib.sha256(content.encode()).hexdigest()[:16],
        "files": files,
        "pages": {
            reverse("snap:report"): reverse("pwa:shell"),
            reverse("pwa:outbox"): reverse("pwa:outbox"),
            reverse("pwa:receipt"): reverse("pwa:receipt"),
        },
        "report": reverse("snap:report"),
        "outbox": reverse("pwa:outbox"),
        "members": _members(),
        "elsewhere": PHONE_PAGES,
    }
    scripts = ", ".join(json.dumps(address) for address in worker_scripts())
    text = f"self.xiezhi = {{ told: {json.dumps(told)} }};\nimportScripts({scripts});\n"
    response = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@_kept
def shell(request: HttpRequest) -> HttpResponse:
    """Show the report page with nobody's name on it."""
    return HttpResponse(_page(request, "pwa:shell"))


@_kept
def outbox(request: HttpRequest) -> HttpResponse:
    """Show the frame of 待发送; the phone fills it."""
    return HttpResponse(_page(request, "pwa:outbox"))


@_kept
def receipt(request: HttpRequest) -> HttpResponse:
    """Show the frame of 已收到; the phone fills it."""
    return HttpResponse(_page(request, "pwa:receipt"))


@_kept
def tasks(request: HttpRequest) -> HttpResponse:
    """Show the frame of 待办; the phone fills it from its sealed store."""
    return HttpResponse(_page(request, "pwa:tasks"))


@_kept
def task(request: HttpRequest) -> HttpResponse:
    """Show the frame of one task with its form; the phone fills it."""
    return HttpResponse(_page(request, "pwa:task"))


@_kept
def patrol(request: HttpRequest) -> HttpResponse:
    """Show the frame of one 巡查 with its form; the phone fills it."""
    return HttpResponse(_page(request, "pwa:patrol"))


@_kept
def training(request: HttpRequest) -> HttpResponse:
    """Show the frame of one 培训 with its form; the phone fills it."""
    return HttpResponse(_page(request, "pwa:training"))


def _members() -> dict[str, object]:
    """Return what comes with a grid member's first page, and which addresses it stands in for."""
    return {
        "mine": reverse("member:mine"),
        "pages": [reverse(name) for name in MEMBER_SHELLS],
        "frames": [[start, reverse(name)] for start, name in FRAMES],
        "files": member_files(),
    }


def _page(request: HttpRequest, name: str) -> str:
    """Return a page that is the same for everyone who reads the same language."""
    context: dict[str, object] = {"is_shell": True, "member": None}
    if name == "pwa:shell":
        public = Actor(kind=ActorKind.PUBLIC, procuratorate_id=office_of(request).id)
        context["form"] = ReportForm(acting=public, initial={"submission_key": ""})
    if name in _FORMS:
        context["form"] = _FORMS[name](initial={"submission_key": ""})
    template = {
        "pwa:shell": "snap/page.html",
        "pwa:outbox": "pwa/outbox.html",
        "pwa:receipt": "pwa/receipt.html",
        "pwa:tasks": "pwa/tasks.html",
        "pwa:task": "snap/task.html",
        "pwa:patrol": "snap/patrol.html",
        "pwa:training": "snap/training.html",
    }[name]
    return _NONCE.sub("", render_to_string(template, context, request))
