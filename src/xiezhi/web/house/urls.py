"""Addresses of 本院制度; mounted at ``/desk/house/``."""

from django.urls import path

from xiezhi.web.house import citations, functions, keeping, limits, problems, rules

app_name = "house"
problems.register_texts()

urlpatterns = [
    path("", rules.rule_list, name="rules"),
    path("rules/add/", keeping.add, name="add_rule"),
    path("rules/preview/", keeping.preview, name="preview_rule"),
    path("rules/<uuid:rule_id>/", rules.rule, name="rule"),
    path("rules/<uuid:rule_id>/scan/", rules.scan, name="rule_scan"),
    path("rules/<uuid:rule_id>/amend/", keeping.amend, name="amend_rule"),
    path("rules/<uuid:rule_id>/correct/", keeping.correct, name="correct_rule"),
    path("rules/<uuid:rule_id>/repeal/", keeping.repeal, name="repeal_rule"),
    path("limits/", limits.limits, name="limits"),
    path("limits/<slug:key>/", limits.limit, name="limit"),
    path("limits/<slug:key>/set/", limits.set_one, name="set_limit"),
    path("limits/<slug:key>/withdraw/", limits.withdraw, name="withdraw_limit"),
    path("duties/", citations.subjects, name="subjects"),
    path("duties/<str:cited_by>/<str:subject>/", citations.cite, name="cite"),
    path("functions/", functions.functions, name="functions"),
    path("functions/<str:circle>/<str:function>/", functions.assign, name="assign_function"),
]
