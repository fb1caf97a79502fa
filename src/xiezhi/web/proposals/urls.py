"""Addresses of 建议提案; mounted at ``/desk/proposals/``."""

from django.urls import path

from xiezhi.web.imports.texts import register_texts as register_import_texts
from xiezhi.web.proposals import (
    answering,
    contacts,
    converting,
    copying,
    handling,
    importing,
    materials,
    problems,
    texts,
    views,
)

app_name = "proposals"
problems.register_texts()
register_import_texts()

urlpatterns = [
    path("", views.proposal_list, name="list"),
    path("add/", handling.add, name="add"),
    path("import/", importing.upload, name="import"),
    path("import/<uuid:token>/", importing.preview, name="import_preview"),
    path("texts/", texts.upload, name="texts"),
    path("texts/<uuid:token>/", texts.preview, name="texts_preview"),
    path("materials/", materials.material_list, name="materials"),
    path("materials/add/", materials.add, name="add_material"),
    path("materials/<uuid:material_id>/", materials.material, name="material"),
    path("materials/<uuid:material_id>/change/", materials.change, name="change_material"),
    path("materials/<uuid:material_id>/offer/", materials.offer, name="offer_material"),
    path("materials/<uuid:material_id>/outcome/", materials.outcome, name="outcome_of_material"),
    path("contacts/", contacts.contact_list, name="contacts"),
    path("contacts/add/", contacts.add, name="add_contact"),
    path("contacts/<uuid:contact_id>/done/", contacts.follow_up, name="follow_up"),
    path("files/<uuid:file_id>/", views.file, name="file"),
    path("lead/<uuid:lead_id>/", views.of_lead, name="of_lead"),
    path("case/<uuid:case_id>/", views.of_case, name="of_case"),
    path("conversions/<uuid:conversion_id>/copy/", copying.copy, name="copy"),
    path("conversions/<uuid:conversion_id>/ended/", copying.ended, name="ended"),
    path("<uuid:proposal_id>/", views.proposal, name="proposal"),
    path("<uuid:proposal_id>/papers/", handling.papers, name="papers"),
    path("<uuid:proposal_id>/assign/", handling.assign, name="assign"),
    path("<uuid:proposal_id>/complex/", handling.complex_matter, name="complex"),
    path("<uuid:proposal_id>/interest/", handling.interest, name="interest"),
    path("<uuid:proposal_id>/screen/", handling.screen, name="screen"),
    path("<uuid:proposal_id>/screen-again/", handling.rescreen, name="screen_again"),
    path("<uuid:proposal_id>/convert/", converting.choose, name="convert"),
    path("<uuid:proposal_id>/convert/<slug:becoming>/", converting.convert, name="convert_to"),
    path("<uuid:proposal_id>/finish/", converting.finish, name="finish"),
    path("<uuid:proposal_id>/answer/", answering.answer, name="answer"),
    path("<uuid:proposal_id>/satisfaction/", answering.satisfaction, name="satisfaction"),
    path("<uuid:proposal_id>/again/", answering.again, name="again"),
]
