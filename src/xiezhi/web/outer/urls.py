"""Addresses of the outer zone's desk."""

from django.urls import path

from xiezhi.web.outer import views

app_name = "desk"

urlpatterns = [path("", views.home, name="home")]
