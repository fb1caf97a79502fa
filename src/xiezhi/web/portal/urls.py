"""Addresses of the portal."""

from django.urls import path

from xiezhi.web.portal import contacts, liaison, objecting, papers, problems, replying, views

app_name = "portal"
problems.register_texts()

urlpatterns = [
    path("", views.home, name="home"),
    path("letters/<uuid:letter_id>/", views.letter, name="letter"),
    path("letters/<uuid:letter_id>/receive/", views.receive, name="receive"),
    path("letters/<uuid:letter_id>/reply/", replying.reply, name="reply"),
    path("letters/<uuid:letter_id>/review/", replying.review, name="review"),
    path("letters/<uuid:letter_id>/object/", objecting.object_to, name="object"),
    path("letters/<uuid:letter_id>/files/<uuid:file_id>/", papers.file, name="file"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("liaison/", liaison.officers, name="liaison"),
    path("liaison/confirm/", liaison.confirm, name="confirm"),
    path("liaison/hand-over/", liaison.hand_over, name="hand_over"),
]
