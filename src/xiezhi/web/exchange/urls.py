"""Addresses of exchange; mounted at ``/desk/exchange/`` in every zone."""

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path

from xiezhi.web.exchange import acts, files, pages, peers, problems

app_name = "exchange"
problems.register_texts()

urlpatterns: list[URLPattern | URLResolver] = []
if apps.is_installed("xiezhi.leads"):
    urlpatterns += [path("", include("xiezhi.web.exchange.matter_urls"))]
urlpatterns += [
    path("", pages.home, name="home"),
    path("waiting/", pages.waiting, name="waiting"),
    path("waiting/retry/", acts.retry, name="retry"),
    path("parts/", acts.upload, name="upload"),
    path("draft/<uuid:peer_id>/", acts.draft, name="draft"),
    path("peers/", peers.peers, name="peers"),
    path("peers/<uuid:peer_id>/revoke/", peers.revoke, name="revoke"),
    path("<uuid:package_id>/", pages.package, name="package"),
    path("<uuid:package_id>/review/", pages.review, name="review"),
    path("<uuid:package_id>/items/<int:position>/", pages.item, name="item"),
    path("<uuid:package_id>/items/<int:position>/mark/", acts.mark, name="mark"),
    path(
        "<uuid:package_id>/items/<int:position>/files/<str:sha256>/", files.item_file, name="file"
    ),
    path("<uuid:package_id>/parts/<int:number>/", files.part, name="part"),
    path("<uuid:package_id>/<slug:event>/", acts.turn, name="turn"),
]
