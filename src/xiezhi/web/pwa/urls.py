"""Addresses of the application on the phone."""

from django.urls import path

from xiezhi.web.pwa import views

app_name = "pwa"

urlpatterns = [
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.worker, name="worker"),
    path("shell/", views.shell, name="shell"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/tasks/", views.tasks, name="tasks"),
    path("outbox/task/", views.task, name="task"),
    path("outbox/patrol/", views.patrol, name="patrol"),
    path("outbox/training/", views.training, name="training"),
    path("outbox/received/", views.receipt, name="receipt"),
]
