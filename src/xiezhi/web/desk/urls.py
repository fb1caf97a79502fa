"""Addresses of the desk."""

from django.urls import path

from xiezhi.web.desk import files, pool, pool_talk, problems, screening

app_name = "desk"
problems.register_texts()

urlpatterns = [
    path("pool/", pool.pool_list, name="pool"),
    path("pool/screen/", screening.screen, name="pool_screen"),
    path("pool/join/", pool.pool_list, name="pool_join"),
    path("pool/<uuid:report_id>/", pool.pool_report, name="pool_report"),
    path("pool/<uuid:report_id>/contact/", pool.contact, name="pool_contact"),
    path("pool/<uuid:report_id>/ask/", pool_talk.ask, name="pool_ask"),
    path("pool/<uuid:report_id>/read/", pool_talk.read, name="pool_read"),
    path("leads/new/", pool.pool_list, name="lead_new"),
    path("leads/<uuid:lead_id>/", pool.pool_list, name="lead"),
    path("files/<uuid:file_id>/<str:copy>/", files.file, name="file"),
]
