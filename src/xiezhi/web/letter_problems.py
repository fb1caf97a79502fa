"""Words for what an act on a letter may be refused; the desk and the portal share them."""

from typing import Final

from django.utils.translation import gettext_lazy as _

_RELOAD: Final = _("请刷新页面后再看。")
_MEND: Final = _("请改正后再提交。")
_SCAN: Final = _("请上传 PDF 或照片。")

TEXTS: Final[dict[str, tuple[object, object]]] = {
    "letters.not_found": (
        _("没有这件函件，或者您无权查看。"),
        _("请回到函件列表核对。"),
    ),
    "letters.no_matter": (_("这里没有这类事项。"), _RELOAD),
    # Words and check.
    "letters.no_title": (_("没有写标题。"), _("请用一句话写明事由和文种。")),
    "letters.no_words": (_("还没有写内容。"), _("请写明后再提交。")),
    "letters.no_reason": (_("还没有写理由。"), _("请写明理由后再提交。")),
    "letters.no_urged_letter": (
        _("没有选明所催的函件，或者它不是发给这个单位的。"),
        _("请选择同一线索、同一单位的一件函件。"),
    ),
    "letters.not_a_draft": (
        _("函件已经不是草稿，不能再改。"),
        _("核稿中的可以退回修改；已发出的请撤回后另写一份。"),
    ),
    "letters.checks_own_draft": (
        _("拟稿人不能核自己的稿。"),
        _("请另一位同事核稿，或者不核稿直接登记发文。"),
    ),
    "letters.only_on_a_lead": (
        _("没有登记线索的反映信息不能发函。"),
        _("请先登记线索。"),
    ),
    # Signature and seal.
    "letters.no_issuer": (_("没有写明签发人。"), _("请填写签发人的职务和编号。")),
    "letters.slip_missing": (_("代录签发必须上传发文稿纸或审批单扫描件。"), _SCAN),
    "letters.issue_not_delegable": (
        _("代办授权不包括签发。"),
        _("请由本人签发，或凭发文稿纸代录。"),
    ),
    "letters.no_office_number": (_("没有填文号。"), _("请照 OA 的文号填；没有文号的填“无”。")),
    "letters.no_sealed_letter": (_("没有上传盖章扫描件。"), _SCAN),
    "letters.sealed_before_issued": (
        _("用印日期早于签发日期。"),
        _("请核对两个日期。"),
    ),
    "letters.day_in_future": (_("日期不能晚于今天。"), _MEND),
    # Sending and service.
    "letters.already_sent": (_("函件已经发到协作门户。"), _RELOAD),
    "letters.already_served": (_("送达已经登记过。"), _RELOAD),
    "letters.not_served": (_("送达还没有登记，没有可以更正的。"), _("请先登记送达。")),
    "letters.nothing_corrected": (
        _("内容与原登记相同，没有更正。"),
        _("请改正登记错的一项，或者上传新的送达回证。"),
    ),
    "letters.set_aside": (
        _("这份文书已经决定变更或者撤回，不再送达。"),
        _("请送达变更、撤回的决定书。"),
    ),
    "letters.already_withdrawn": (_("已经撤回。"), _RELOAD),
    "letters.not_sent": (_("这件来函已经撤回，或者还没有发出。"), _("请与本院联系人核对。")),
    "letters.served_before_sealed": (
        _("送达日期早于用印日期。"),
        _("请核对送达回证上的签收日期。"),
    ),
    "letters.no_consent": (
        _("该单位没有书面同意电子送达。"),
        _("请改用其他送达方式，或先登记同意确认书。"),
    ),
    "letters.receipt_missing": (_("没有上传送达回证。"), _("请上传送达回证扫描件。")),
    "letters.no_signatory": (_("没有写签收人。"), _("请照回证填写签收人和职务。")),
    "letters.no_tracking_number": (_("邮寄送达没有填单号。"), _("请填写邮寄单号。")),
    "letters.retained_needs_reason": (
        _("留置送达没有写明拒收理由和见证人。"),
        _("请在备注中写明。"),
    ),
    "letters.announced_needs_place": (
        _("宣告送达没有写明地点和见证人。"),
        _("请在备注中写明。"),
    ),
    # Replies and calls.
    "letters.no_paper_reply": (
        _("这件函没有代录的书面回复，没有可以更正的收到日期。"),
        _("经协作门户提交的回复，收到日期由平台记录，不更正。"),
    ),
    "letters.received_before_dated": (
        _("收到日期早于回复的落款日期。"),
        _("请核对回复和收文登记。"),
    ),
    "letters.already_replied": (
        _("这件来函已经回复过了。"),
        _("要更正的，请与本院联系人联系。"),
    ),
    "letters.reply_incomplete": (
        _("这一项还没有填。"),
        _("补上后再提交；已填写的都已暂存。"),
    ),
    "letters.too_many_measures": (_("整改措施最多 %(limit)s 行。"), _("请合并后再提交。")),
    "letters.measure_without_words": (
        _("整改措施第 %(row)s 行没有写措施。"),
        _("请写上措施，或者清空这一行。"),
    ),
    "letters.too_many_files": (
        _("文件太多，这一项最多 %(limit)s 个。"),
        _("请去掉几个再传。"),
    ),
    # Objections.
    "letters.may_not_object": (
        _("这件文书不能提出异议。"),
        _("有不同意见的，可以在书面回复中说明。"),
    ),
    "letters.already_objected": (_("异议已经提出过。"), _RELOAD),
    "letters.objection_before_service": (
        _("文书还没有送达，提出异议的期限没有起算。"),
        _("请在送达登记后再提出。"),
    ),
    "letters.objection_late": (
        _("提出异议的期限到 %(until)s 止，已经过了。"),
        _("有不同意见的，可以在书面回复中说明。"),
    ),
    "letters.no_objection": (_("还没有写异议内容。"), _("请写明不同意哪些内容、理由和依据。")),
    "letters.objection_paper_missing": (_("没有上传盖章的书面异议。"), _SCAN),
    "letters.objection_first": (
        _("还没有提出异议，答复结论不能选“提出异议”。"),
        _("请先提出异议，再书面回复。"),
    ),
    "letters.made_elsewhere": (
        _("检察法律文书在业务应用系统制作，不能在这里拟稿、签发或者更正。"),
        _("请在案件页面登记2.0办理结果。"),
    ),
    "letters.no_party": (_("没有写明对方。"), _("请写明单位和职务。")),
    "letters.no_paper": (_("没有这种文书。"), _("请从函件页面下载。")),
}
