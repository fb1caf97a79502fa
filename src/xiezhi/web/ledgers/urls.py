"""Addresses of the ledgers; mounted at ``/desk/ledgers/``."""

from django.urls import path, re_path

from xiezhi.web.ledgers import column_views, problems, views

app_name = "ledgers"
problems.register_texts()

urlpatterns = [
    path("", views.page, name="page"),
    re_path(r"^(?P<form>xlsx|pdf|print)/$", views.copy, name="copy"),
    path("columns/", column_views.columns, name="columns"),
    path("columns/<uuid:set_id>/remove/", column_views.remove, name="remove_columns"),
]
