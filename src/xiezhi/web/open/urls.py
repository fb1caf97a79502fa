"""Addresses of the public face."""

from django.urls import path

from xiezhi.web.open import figures, problems, views

app_name = "open"
problems.register_texts()

urlpatterns = [
    path("", views.home, name="home"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<uuid:release_id>/", figures.release, name="release"),
    path("figures/<uuid:release_id>/data.csv", figures.data, name="release_data"),
    path("privacy/", views.privacy, name="privacy"),
    path("ledger/", views.ledger, name="ledger"),
    path("ledger/checkpoint.txt", views.checkpoint, name="checkpoint"),
    path("ledger/key.txt", views.key, name="key"),
]
