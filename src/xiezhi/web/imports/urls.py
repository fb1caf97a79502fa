"""Addresses of the import; mounted at ``/desk/import/``."""

from django.urls import path

from xiezhi.web.imports import texts, views

app_name = "imports"
texts.register_texts()

urlpatterns = [
    path("", views.upload, name="upload"),
    path("batches/<uuid:batch_id>/", views.batch, name="batch"),
    path("<uuid:token>/", views.preview, name="preview"),
    path("<uuid:token>/cancel/", views.cancel, name="cancel"),
]
