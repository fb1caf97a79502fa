"""Addresses of 跟进调查/回头看 over all cases."""

from django.urls import path

from xiezhi.web.cases_field import look_back_export, look_back_pages, look_back_times

app_name = "look_backs"

urlpatterns = [
    path("", look_back_pages.overview, name="home"),
    path("batches/new/", look_back_pages.batch_new, name="batch"),
    path("times/", look_back_times.times, name="times"),
    path("export/", look_back_export.export, name="export"),
]
