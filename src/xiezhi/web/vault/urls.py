"""Addresses of reporters' identities at the desk. An opened field stands behind none of them."""

from django.urls import path

from xiezhi.web.vault import asking, opening, pages, problems

app_name = "identities"
problems.register_texts()

urlpatterns = [
    path("", pages.openings, name="list"),
    path("week/", pages.week, name="week"),
    path("ask/<uuid:report_id>/", asking.ask, name="ask"),
    path("relay/<uuid:report_id>/", asking.relay, name="relay"),
    path("erasures/<uuid:wish_id>/", asking.erasure, name="erasure"),
    path("<uuid:opening_id>/", opening.opening, name="opening"),
    path("<uuid:opening_id>/approve/", opening.approve, name="approve"),
    path("<uuid:opening_id>/second/", opening.second, name="second"),
    path("<uuid:opening_id>/refuse/", opening.refuse, name="refuse"),
    path("<uuid:opening_id>/open/", opening.open_now, name="open"),
]
