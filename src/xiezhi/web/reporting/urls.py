"""Addresses of the superiors' forms; mounted at ``/desk/reporting/``."""

from django.urls import path

from xiezhi.web.open import problems as open_problems
from xiezhi.web.reporting import (
    figure_views,
    form_views,
    problems,
    release_views,
    return_views,
    work_report,
)

app_name = "reporting"
problems.register_texts()
open_problems.register_texts()

urlpatterns = [
    path("", form_views.form_list, name="list"),
    path("figures/", figure_views.figures, name="figures"),
    path("work-report/", work_report.work_report, name="work_report"),
    path("releases/", release_views.releases, name="releases"),
    path("releases/new/", release_views.new, name="new_release"),
    path("releases/<uuid:release_id>/", release_views.one, name="release"),
    path("releases/<uuid:release_id>/decide/", release_views.decide, name="decide_release"),
    path("forms/new/", form_views.new_form, name="new_form"),
    path("forms/<uuid:form_id>/", form_views.form, name="form"),
    path("forms/<uuid:form_id>/cell/", form_views.cell, name="form_cell"),
    path("forms/<uuid:form_id>/publish/", form_views.publish, name="publish"),
    path("forms/<uuid:form_id>/renew/", form_views.renew, name="renew"),
    path("forms/<uuid:form_id>/aside/", form_views.aside, name="aside"),
    path("forms/<uuid:form_id>/file/", form_views.file, name="form_file"),
    path("forms/<uuid:form_id>/start/", return_views.start, name="start"),
    path("returns/<uuid:return_id>/", return_views.one, name="return"),
    path("returns/<uuid:return_id>/cell/", return_views.cell, name="return_cell"),
    path("returns/<uuid:return_id>/texts/", return_views.texts, name="texts"),
    path("returns/<uuid:return_id>/submit/", return_views.submit, name="submit"),
    path("returns/<uuid:return_id>/back/", return_views.back, name="back"),
    path("returns/<uuid:return_id>/lock/", return_views.lock, name="lock"),
    path("returns/<uuid:return_id>/abandon/", return_views.abandon, name="abandon"),
    path("returns/<uuid:return_id>/file/", return_views.file, name="return_file"),
    path("returns/<uuid:return_id>/difference/", return_views.difference, name="difference"),
]
