"""The one address of the desk that a calendar, not a person, opens: its secret is the key."""

from django.urls import path

from xiezhi.web.desk import calendar

urlpatterns = [path("<str:token>.ics", calendar.calendar_feed, name="calendar_feed")]
