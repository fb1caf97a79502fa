"""Addresses of 会签职责 and 联席会议 in the portal, where the office's desk is in the same installation."""

from django.urls import path

from xiezhi.web.cooperation import views

app_name = "cooperation"

urlpatterns = [
    path("", views.duties, name="duties"),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/<uuid:meeting_id>/", views.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/minutes/", views.minutes, name="minutes"),
]
