"""Addresses of the public face."""

from django.urls import path

from xiezhi.web.open import views

app_name = "open"

urlpatterns = [
    path("", views.home, name="home"),
    path("privacy/", views.privacy, name="privacy"),
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/checkpoint.txt", views.checkpoint, name="checkpoint"),
    path("ledger/key.txt", views.key, name="key"),
]
