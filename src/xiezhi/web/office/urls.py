"""Addresses of the office's own pages."""

app_name = "office"
urlpatterns: list[object] = []
