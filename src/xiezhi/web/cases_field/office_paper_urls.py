"""Addresses of the office's own settings for drafts of case papers."""

from django.urls import path

from xiezhi.web.cases_field import office_papers

app_name = "case_papers"

urlpatterns = [
    path("", office_papers.office_papers, name="home"),
    path("preview/", office_papers.switch, name="preview"),
    path("<str:kind>/withdraw/", office_papers.withdraw, name="withdraw"),
]
