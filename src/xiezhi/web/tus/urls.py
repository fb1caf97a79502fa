"""Addresses of resumable uploads."""

from django.urls import path

from xiezhi.web.tus import problems, views

app_name = "tus"
problems.register_texts()

urlpatterns = [
    path("", views.uploads, name="uploads"),
    path("<str:token>/", views.upload, name="upload"),
]
