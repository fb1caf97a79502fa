"""Addresses of what surrounds one case, included among those of cases."""

from django.urls import path, re_path

from xiezhi.web.cases_field import (
    drafting,
    evidence_acts,
    expert_acts,
    follow_up_acts,
    look_back_acts,
    look_back_export,
    office_papers,
    people_acts,
    picture_pages,
    problems,
    recusal_acts,
    volume,
)

problems.register_texts()

urlpatterns = [
    path("evidence/new/", evidence_acts.add, name="evidence_new"),
    path("evidence/pictures/", evidence_acts.fix, name="evidence_fix"),
    path("evidence/<uuid:evidence_id>/correct/", evidence_acts.correct, name="evidence_correct"),
    path("evidence/<uuid:evidence_id>/withdraw/", evidence_acts.withdraw, name="evidence_withdraw"),
    re_path(r"^evidence/export/(?P<form>xlsx|pdf)/$", look_back_export.evidence, name="evidence_export"),
    path("commissions/new/", expert_acts.commission_new, name="commission"),
    path("commissions/<uuid:commission_id>/result/", expert_acts.commission_result, name="commission_result"),
    path("meetings/new/", expert_acts.meeting_new, name="meeting"),
    path("duties/<uuid:duty_id>/done/", expert_acts.duty_done, name="duty_done"),
    path("follow-ups/new/", follow_up_acts.follow_up, name="follow_up"),
    path("outcomes/new/", follow_up_acts.outcome, name="outcome"),
    path("outcomes/<uuid:outcome_id>/withdraw/", follow_up_acts.outcome_withdraw, name="outcome_withdraw"),
    path("tasks/new/", follow_up_acts.ask, name="ask"),
    path("tasks/<uuid:task_id>/withdraw/", follow_up_acts.take_back, name="take_back"),
    path("look-backs/new/", look_back_acts.plan, name="look_back_plan"),
    path("look-backs/<uuid:look_back_id>/", look_back_acts.record, name="look_back"),
    path("look-backs/<uuid:look_back_id>/lead/", look_back_acts.new_lead, name="look_back_lead"),
    path("handler/", people_acts.assign, name="assign"),
    path("members/new/", people_acts.member_new, name="member"),
    path("members/invite/", people_acts.invite, name="invite"),
    path("members/<uuid:member_id>/release/", people_acts.release, name="release"),
    path("recusals/new/", recusal_acts.recusal_new, name="recusal"),
    path("recusals/<uuid:recusal_id>/decide/", recusal_acts.recusal_decide, name="recusal_decide"),
    path("recusals/<uuid:recusal_id>/review/", recusal_acts.recusal_review, name="recusal_review"),
    path("recusals/<uuid:recusal_id>/reviewed/", recusal_acts.recusal_reviewed, name="recusal_reviewed"),
    path("extend/", people_acts.extend, name="extend"),
    path("pictures/", picture_pages.pictures, name="pictures"),
    path("pictures/<uuid:picture_id>/", picture_pages.describe, name="picture"),
    path("comparison/", picture_pages.comparison, name="comparison"),
    path("volume/", volume.volume, name="volume"),
    path("draft/", drafting.choose, name="draft"),
    path("draft/<str:paper>/", drafting.start, name="draft_new"),
    path("drafts/<uuid:draft_id>/", drafting.edit, name="draft_edit"),
    path("drafts/<uuid:draft_id>/opinion/", office_papers.opinion, name="draft_opinion"),
    path("drafts/<uuid:draft_id>/drop/", drafting.drop, name="draft_drop"),
    path("drafts/<uuid:draft_id>/<str:form>/", drafting.download, name="draft_file"),
]  # fmt: skip
