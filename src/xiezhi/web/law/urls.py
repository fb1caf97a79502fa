"""Addresses of the law pages; mounted at ``/desk/law/``."""

from django.urls import path

from xiezhi.web.law import texts, views

app_name = "law"
texts.register_texts()

urlpatterns = [
    path("", views.page, name="page"),
    path("explain/", views.explain_count, name="explain"),
]
