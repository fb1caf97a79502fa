"""Addresses of the demo's help; included in a demo only."""

from django.urls import path

from xiezhi.web.demo import views

urlpatterns = [path("", views.sign_ins, name="demo")]
