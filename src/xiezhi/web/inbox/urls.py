"""Addresses of an inbox; included once for each face, with the face's namespace."""

from django.urls import path

from xiezhi.web.inbox import problems, views

app_name = "inbox"
problems.register_texts()

urlpatterns = [
    path("", views.inbox, name="list"),
    path("read-all/", views.read_all, name="read_all"),
    path("<uuid:message_id>/", views.open_message, name="open"),
]
