"""Addresses of the office's own pages in every zone: its people and its log.

The outer zone has only these. Supporters, units and settings are the inner zone's; what the outer
zone needs of them arrives in packages and is not changed there.
"""

from django.urls import path

from xiezhi.web.office import audit, people

app_name = "office"

urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/add/", people.add_person, name="add_person"),
    path("people/<uuid:staff_id>/", people.person, name="person"),
    path("people/<uuid:staff_id>/roles/", people.grant, name="grant_role"),
    path("people/<uuid:staff_id>/roles/<uuid:holding_id>/end/", people.end, name="end_role"),
    path("people/<uuid:staff_id>/deactivate/", people.deactivate, name="deactivate"),
    path("people/<uuid:staff_id>/password/", people.reset_password, name="reset_password"),
    path(
        "people/<uuid:staff_id>/second-factor/",
        people.reset_second_factor,
        name="reset_second_factor",
    ),
    path("departments/add/", people.add_department, name="add_department"),
    path("audit/", audit.audit, name="audit"),
    path("audit/verify/", audit.verify, name="verify_audit"),
]
