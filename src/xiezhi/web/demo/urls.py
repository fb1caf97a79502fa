"""Addresses of the demo's help."""

urlpatterns: list[object] = []
