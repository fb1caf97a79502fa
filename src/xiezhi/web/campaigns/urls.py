"""Addresses of 专项活动; mounted at ``/desk/campaigns/``."""

from django.urls import path

from xiezhi.web.campaigns import actions, problems, tagging, views

app_name = "campaigns"
problems.register_texts()

urlpatterns = [
    path("", views.campaign_list, name="list"),
    path("add/", views.add, name="add"),
    path("files/<uuid:file_id>/", actions.file, name="file"),
    path("lead/<uuid:lead_id>/", tagging.lead, name="of_lead"),
    path("lead/<uuid:lead_id>/<uuid:campaign_id>/remove/", tagging.remove, name="remove_lead"),
    path("<uuid:campaign_id>/", views.campaign, name="campaign"),
    path("<uuid:campaign_id>/change/", views.change, name="change"),
    path("<uuid:campaign_id>/act/", actions.record, name="record_action"),
    path("<uuid:campaign_id>/export/", actions.export, name="export"),
]
