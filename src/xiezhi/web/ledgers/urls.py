"""Addresses of the ledgers; mounted at ``/desk/ledgers/``."""

from django.urls import path, re_path

from xiezhi.web.ledgers import problems, views

app_name = "ledgers"
problems.register_texts()

urlpatterns = [
    path("", views.page, name="page"),
    re_path(r"^(?P<form>xlsx|pdf|print)/$", views.copy, name="copy"),
]
