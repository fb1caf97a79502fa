"""Address of the style page; mounted at ``/desk/style/``."""

from django.urls import path

from xiezhi.web.style import views

app_name = "style"
urlpatterns = [path("", views.show_style, name="page")]
