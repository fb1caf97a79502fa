"""Addresses of the desk."""

from django.urls import path, re_path

from xiezhi.web.desk import (
    acts_decisions,
    acts_field,
    acts_letter_corrections,
    acts_letter_steps,
    acts_letters,
    acts_many,
    acts_people,
    acts_steps,
    acts_words,
    assess,
    assessment_sheet,
    calendar,
    chosen_ledger,
    clock_page,
    due,
    feedback,
    files,
    filing_approval,
    home,
    lead,
    leads,
    letter_page,
    letter_papers,
    letters,
    pool,
    pool_again,
    pool_talk,
    problems,
    register,
    report_notes,
    screening,
    search,
    tasks,
)

app_name = "desk"
problems.register_texts()

_POOL = [
    path("pool/", pool.pool_list, name="pool"),
    path("pool/screen/", screening.screen, name="pool_screen"),
    path("pool/join/", register.join, name="pool_join"),
    path("pool/<uuid:report_id>/", pool.pool_report, name="pool_report"),
    path("pool/<uuid:report_id>/contact/", pool.contact, name="pool_contact"),
    path("pool/<uuid:report_id>/ask/", pool_talk.ask, name="pool_ask"),
    path("pool/<uuid:report_id>/note/", report_notes.note, name="pool_note"),
    path("pool/<uuid:report_id>/read/", pool_talk.read, name="pool_read"),
    path("pool/<uuid:report_id>/again/<uuid:message_id>/", pool_again.again, name="pool_again"),
]
_LEADS = [
    path("leads/", leads.lead_list, name="leads"),
    path("leads/new/", register.lead_new, name="lead_new"),
    path("leads/assign/", acts_many.assign_many, name="assign_many"),
    path("leads/merge/", acts_many.merge_many, name="merge_many"),
    re_path(
        r"^leads/export/(?P<form>xlsx|pdf)/$", chosen_ledger.chosen_ledger, name="leads_export"
    ),
    path("leads/<uuid:lead_id>/", lead.lead, name="lead"),
    path("leads/<uuid:lead_id>/sketch/", lead.sketch, name="sketch"),
    path("leads/<uuid:lead_id>/deliveries/", lead.deliveries, name="deliveries"),
    path("leads/<uuid:lead_id>/assess/", assess.assess, name="assess"),
    path(
        "leads/<uuid:lead_id>/assessment-sheet/",
        assessment_sheet.assessment_sheet,
        name="assessment_sheet",
    ),
    path(
        "leads/<uuid:lead_id>/filing-approval/",
        filing_approval.filing_approval,
        name="filing_approval",
    ),
    path(
        "leads/<uuid:lead_id>/filing-approval/<str:form>/",
        filing_approval.download,
        name="filing_approval_file",
    ),
    path("leads/<uuid:lead_id>/opinion/", acts_decisions.opinion, name="opinion"),
    path("leads/<uuid:lead_id>/decide/", acts_decisions.decide, name="decide"),
    path("leads/<uuid:lead_id>/return/", acts_decisions.send_back, name="send_back"),
    path("leads/<uuid:lead_id>/assign/", acts_people.assign, name="assign"),
    path("leads/<uuid:lead_id>/merge/", acts_people.merge, name="merge"),
    path("leads/<uuid:lead_id>/unmerge/", acts_people.unmerge, name="unmerge"),
    path("leads/<uuid:lead_id>/preliminary/", acts_steps.preliminary, name="preliminary"),
    path("leads/<uuid:lead_id>/material/", acts_steps.material, name="material"),
    path(
        "leads/<uuid:lead_id>/material/received/",
        acts_steps.material_received,
        name="material_received",
    ),
    path(
        "leads/<uuid:lead_id>/transfer/accepted/",
        acts_steps.transfer_accepted,
        name="transfer_accepted",
    ),
    path("leads/<uuid:lead_id>/handed-over/", acts_steps.handed_over, name="handed_over"),
    path("leads/<uuid:lead_id>/number/", acts_steps.national_number, name="national_number"),
    path("leads/<uuid:lead_id>/verify/", acts_steps.verify, name="verify"),
    path("leads/<uuid:lead_id>/feedback/", acts_steps.feedback, name="feedback"),
    path("leads/<uuid:lead_id>/comment/", acts_words.comment, name="comment"),
    path("leads/<uuid:lead_id>/note/", acts_words.note, name="note"),
    path("leads/<uuid:lead_id>/ask/<uuid:report_id>/", acts_words.ask, name="ask"),
    path("leads/<uuid:lead_id>/again/<uuid:message_id>/", acts_words.again, name="again"),
    path("leads/<uuid:lead_id>/letters/new/", acts_letters.letter_new, name="letter_new"),
    path(
        "leads/<uuid:lead_id>/letters/register/",
        acts_letters.letter_register_new,
        name="letter_register_new",
    ),
    path("leads/<uuid:lead_id>/task/", acts_field.task, name="task"),
]
_LETTERS = [
    path("letters/", letters.letter_list, name="letters"),
    path("letters/<uuid:letter_id>/", letter_page.letter, name="letter"),
    path(
        "letters/<uuid:letter_id>/papers/<str:paper>/",
        letter_papers.preview,
        name="letter_preview",
    ),
    path(
        "letters/<uuid:letter_id>/papers/<str:paper>/pages/<int:page>/",
        letter_papers.picture,
        name="letter_picture",
    ),
    path(
        "letters/<uuid:letter_id>/papers/<str:paper>/<str:form>/",
        letter_papers.download,
        name="letter_paper",
    ),
    path("letters/<uuid:letter_id>/edit/", acts_letters.letter_edit, name="letter_edit"),
    path("letters/<uuid:letter_id>/submit/", acts_letter_steps.submit, name="letter_submit"),
    path("letters/<uuid:letter_id>/check/", acts_letter_steps.check, name="letter_check"),
    path("letters/<uuid:letter_id>/issue/", acts_letter_steps.issue, name="letter_issue"),
    path(
        "letters/<uuid:letter_id>/issue/enter/",
        acts_letter_steps.enter_issue,
        name="letter_enter_issue",
    ),
    path("letters/<uuid:letter_id>/seal/", acts_letter_steps.seal, name="letter_seal"),
    path("letters/<uuid:letter_id>/register/", acts_letter_steps.register, name="letter_register"),
    path(
        "letters/<uuid:letter_id>/service/correct/",
        acts_letter_corrections.service,
        name="letter_service_correct",
    ),
    path(
        "letters/<uuid:letter_id>/reply/correct/",
        acts_letter_corrections.reply,
        name="letter_reply_correct",
    ),
    path(
        "letters/<uuid:letter_id>/correct/", acts_letter_corrections.correct, name="letter_correct"
    ),
    path("letters/<uuid:letter_id>/send/", acts_letter_steps.send, name="letter_send"),
    path("letters/<uuid:letter_id>/service/", acts_letter_steps.service, name="letter_service"),
    path("letters/<uuid:letter_id>/reply/", acts_letter_steps.reply, name="letter_reply"),
    path(
        "letters/<uuid:letter_id>/objection/",
        acts_letter_steps.objection,
        name="letter_objection",
    ),
    path("letters/<uuid:letter_id>/note/", acts_letter_steps.note, name="letter_note"),
    path("letters/<uuid:letter_id>/withdraw/", acts_letter_steps.withdraw, name="letter_withdraw"),
    path("tasks/", tasks.task_list, name="field_tasks"),
    path("tasks/<uuid:task_id>/withdraw/", acts_field.withdraw_task, name="task_withdraw"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("due/", due.due_list, name="due"),
    path("clocks/<uuid:clock_id>/", clock_page.clock_page, name="clock"),
    path("calendar/", calendar.calendar_page, name="calendar"),
    path("calendar/revoke/", calendar.calendar_revoke, name="calendar_revoke"),
    path("search/", search.search, name="search"),
    path("feedback/", feedback.feedback_duties, name="feedback_duties"),
    path("files/<uuid:file_id>/<str:copy>/", files.file, name="file"),
    *_POOL,
    *_LEADS,
    *_LETTERS,
]
