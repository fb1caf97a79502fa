"""Addresses of 快速登记; mounted at ``/desk/quick/``."""

from django.urls import path, re_path

from xiezhi.web.quick import draft, home, problems, single
from xiezhi.web.quick.single_form import KINDS
from xiezhi.web.snap import problems as file_problems

app_name = "quick"
# The words for files that cannot be taken are the same as on the phone.
file_problems.register_texts()
problems.register_texts()

_CHANNELS = "|".join(channel.value for channel in KINDS)

urlpatterns = [
    path("", home.home, name="home"),
    re_path(rf"form/(?P<channel>{_CHANNELS})/$", single.single, name="single"),
    path("drafts/<uuid:draft_id>/", draft.draft, name="draft"),
    path("drafts/<uuid:draft_id>/add/", draft.add, name="add"),
    path("drafts/<uuid:draft_id>/discard/", draft.discard, name="discard"),
    path(
        "drafts/<uuid:draft_id>/files/<uuid:file_id>/<str:copy>/",
        draft.file,
        name="file",
    ),
]
