"""Addresses of the office's own pages."""

from django.urls import path

from xiezhi.web.office import (
    common_urls,
    delegation,
    handover,
    meetings,
    patrols,
    settings,
    superiors,
    supporters,
    trainings,
    units,
)

app_name = "office"

urlpatterns = [
    *common_urls.urlpatterns,
    path("delegation/", delegation.delegation, name="delegation"),
    path("delegation/give/", delegation.give, name="give_delegation"),
    path("delegation/backup/", delegation.backup, name="set_backup"),
    path("delegation/<uuid:delegation_id>/revoke/", delegation.revoke, name="revoke_delegation"),
    path("delegation/begin/<uuid:staff_id>/", delegation.begin, name="begin_deputising"),
    path("delegation/end/", delegation.end, name="end_deputising"),
    path("handover/", handover.handover, name="hand_over_leads"),
    path("units/", units.units, name="units"),
    path("units/add/", units.add, name="add_unit"),
    path("units/instruments/", units.sign, name="sign_instrument"),
    path("units/<uuid:unit_id>/", units.unit, name="unit"),
    path("units/<uuid:unit_id>/change/", units.change, name="change_unit"),
    path("units/<uuid:unit_id>/superiors/", superiors.add, name="add_superior"),
    path("superiors/<uuid:relation_id>/", superiors.change, name="change_superior"),
    path("superiors/<uuid:relation_id>/remove/", superiors.remove, name="remove_superior"),
    path("units/<uuid:unit_id>/officers/", units.appoint, name="appoint_liaison"),
    path("officers/<uuid:officer_id>/hand-over/", units.hand_over, name="hand_over_liaison"),
    path("officers/<uuid:officer_id>/confirm/", units.confirm, name="confirm_liaison"),
    path("instruments/<uuid:party_id>/duties/", meetings.duties, name="write_duties"),
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/new/", meetings.plan, name="plan_meeting"),
    path("meetings/<uuid:meeting_id>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/change/", meetings.change, name="change_meeting"),
    path("meetings/<uuid:meeting_id>/cancel/", meetings.cancel, name="cancel_meeting"),
    path("meetings/<uuid:meeting_id>/minutes/", meetings.minutes, name="meeting_minutes"),
    path("meetings/<uuid:meeting_id>/scan/", meetings.scan, name="meeting_scan"),
    path(
        "meetings/<uuid:meeting_id>/units/<uuid:unit_id>/", meetings.answer, name="meeting_answer"
    ),
    path("supporters/", supporters.supporters, name="supporters"),
    path("supporters/appoint/", supporters.appoint, name="appoint"),
    path("supporters/<uuid:supporter_id>/", supporters.supporter, name="supporter"),
    path("supporters/<uuid:supporter_id>/dismiss/", supporters.dismiss, name="dismiss"),
    path("supporters/<uuid:supporter_id>/unbind/", supporters.unbind, name="unbind_phones"),
    path("supporters/<uuid:supporter_id>/card/", supporters.card, name="issue_work_card"),
    path("trainings/", trainings.trainings, name="trainings"),
    path("trainings/new/", trainings.plan, name="plan_training"),
    path("trainings/<uuid:training_id>/", trainings.training, name="training"),
    path("trainings/<uuid:training_id>/move/", trainings.move, name="move_training"),
    path("trainings/<uuid:training_id>/cancel/", trainings.cancel, name="cancel_training"),
    path("trainings/<uuid:training_id>/sheet/", trainings.sheet, name="training_sheet"),
    path("patrols/", patrols.patrols, name="patrols"),
    path("patrols/new/", patrols.give, name="give_patrols"),
    path("patrols/<uuid:patrol_id>/take-back/", patrols.take_back, name="take_back_patrol"),
    path("settings/", settings.settings, name="settings"),
    path("settings/statistics/", settings.statistics, name="statistics_day"),
    path("settings/holidays/<int:year>/", settings.holidays, name="holidays"),
]
