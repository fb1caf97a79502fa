"""Addresses of the phone face."""

from django.urls import path

from xiezhi.web.snap import problems, reporting, sending, status

app_name = "snap"
problems.register_texts()

urlpatterns = [
    path("", reporting.report, name="report"),
    path("ready/", sending.ready, name="ready"),
    path("received/", reporting.received, name="received"),
    path("status/", status.status, name="status"),
    path("status/answer/", status.answer, name="answer"),
    path("status/leave/", status.leave, name="leave"),
    path("status/erase/", status.erase, name="erase"),
    path("status/files/<uuid:file_id>/", status.file, name="status_file"),
]
