"""Words for what can go wrong on a phone, as a villager understands them."""

from django.utils.translation import gettext_lazy as _

from xiezhi.web.problem_texts import register


def register_texts() -> None:
    """Add the texts of intake, evidence and vault codes."""
    register(_TEXTS)


_PLACE = _("请改选苏木镇、写嘎查村，不用位置也可以。")
_AGAIN = _("请再点一次。")
_TRY_OTHER = _("请换一张再试，已填写的内容都在。")
_TEXTS: dict[str, tuple[object, object]] = {
    "intake.not_enough": (
        _("还差一点：拍一张照片、说一段话或者写 %(characters)s 个字，有一样就行。"),
        _("补上一样后再点提交。"),
    ),
    "intake.too_many_photos": (_("照片最多 %(limit)s 张。"), _("请去掉几张再提交。")),
    "intake.too_many_voices": (_("一次只能交一段录音。"), _("请留下最要紧的一段。")),
    "intake.too_many_videos": (_("视频最多 %(limit)s 段。"), _("请留下最要紧的再提交。")),
    "intake.video_too_long": (
        _("视频超过了 %(minutes)s 分钟。"),
        _("请在手机里剪短，或者分成几段。"),
    ),
    "intake.unknown_topic": (_("“看到了什么”里有一项认不出来。"), _("请重新勾选后再提交。")),
    "intake.seen_in_future": (
        _("发现时间比现在还晚。"),
        _("请改成看到问题的时间，或者空着表示现在。"),
    ),
    "intake.seen_too_long_ago": (_("发现时间太早了。"), _("请核对年份。")),
    "intake.voice_too_long": (
        _("录音超过了 %(seconds)s 秒。"),
        _("请分成两段，先交一段，再点补充。"),
    ),
    "intake.key_reused": (
        _("这一条刚才已经收到，后来又改了内容。"),
        _("要补充内容，请用查询码进入“查进度”里补充；要另报一条，请重新打开这一页。"),
    ),
    "intake.bad_receipt": (_("查询码不对。"), _("请对照收到时的截图，再输一次。")),
    "intake.too_many_tries": (_("试的次数太多了。"), _("请过一会儿再试。")),
    "intake.receipt_first": (_("请先输入查询码。"), _("查询码在提交后的那一页，请对照截图。")),
    "vault.work_unreadable": (_("这一页放得太久了。"), _AGAIN),
    "vault.work_elsewhere": (_("这一页放得太久了。"), _AGAIN),
    "vault.work_expired": (_("这一页放得太久了。"), _AGAIN),
    "vault.work_not_done": (_("没有核对成功。"), _AGAIN),
    "vault.work_spent": (_("这一次已经查过了。"), _AGAIN),
    "vault.slow_lane_full": (
        _("现在试的人多。"),
        _("请过一分钟再试，或者换一个新一点的浏览器；也可以打检察院电话。"),
    ),
    "geo.not_a_number": (_("位置读不出来。"), _PLACE),
    "geo.swapped": (_("位置的经纬度写反了。"), _PLACE),
    "geo.latitude_out_of_range": (_("位置的纬度不对。"), _PLACE),
    "geo.longitude_out_of_range": (_("位置的经度不对。"), _PLACE),
    "geo.null_island": (_("手机没有给出真正的位置。"), _PLACE),
    "geo.accuracy_out_of_range": (_("位置的误差太大。"), _PLACE),
    "vault.identity_too_large": (_("称呼和电话太长了。"), _("请写短一些再提交。")),
    "language.too_long": (_("文字太长了，最多 %(limit)s 个字。"), _("请删短一些再提交。")),
    "evidence.empty": (_("有一个文件是空的。"), _TRY_OTHER),
    "evidence.too_large": (
        _("有一个文件太大了。"),
        _("这类文件最大 %(limit_megabytes)s 兆，请换一个小些的。"),
    ),
    "evidence.not_a_photo": (
        _("有一个文件不是照片。"),
        _("请选手机拍的照片（JPG、PNG、WebP 或苹果手机照片）。"),
    ),
    "evidence.not_a_voice": (
        _("有一个文件不是录音。"),
        _("请直接在这一页按住说话，或选手机里的录音。"),
    ),
    "evidence.not_a_video": (
        _("有一个文件不是视频。"),
        _("请选手机拍的视频（MP4、MOV 或 3GP）。"),
    ),
    "evidence.too_large_together": (
        _("照片和视频加起来太大了，一次最多 %(limit_megabytes)s 兆。"),
        _("请先交一部分，其余的另报一条。"),
    ),
    "evidence.not_scanned": (_("这个文件正在查毒，查完才能打开。"), _("请过几分钟再看。")),
    "evidence.infected": (
        _("这个文件里发现病毒，已经隔离，不能打开。"),
        _("原件保持封存；文字和其他文件不受影响。"),
    ),
    "evidence.carried_away": (
        _("这个文件已带入本院内网，这里不再保存。"),
        _("检察人员在内网看得到；进度照常查询。"),
    ),
    "evidence.scanner_away": (_("查毒程序没有回答，文件暂时不能打开。"), _("请过几分钟再看。")),
    "evidence.not_a_paper": (_("请上传 PDF 或照片格式的扫描件。"), _("换一个文件后再提交。")),
    "evidence.paper_active": (
        _("这份 PDF 里带有程序或附件，不能收。"),
        _("请打印后扫描成 PDF 再传。"),
    ),
    "evidence.paper_locked": (_("这份 PDF 设了密码，打不开。"), _("请去掉密码再传。")),
    "evidence.damaged": (_("有一个文件损坏了，打不开。"), _TRY_OTHER),
    "evidence.bomb": (_("有一张图片大得不正常，不能打开。"), _TRY_OTHER),
    "evidence.animated": (_("动图收不了。"), _("请换成普通照片。")),
    "evidence.decoder_busy": (
        _("现在提交的人多，图片还没处理好。"),
        _("内容都在，请过一分钟再点提交。"),
    ),
    "vault.reply_unreadable": (
        _("这段话读不出来。"),
        _("请离开后重新输入查询码；仍不行请打检察院的电话。"),
    ),
    "intake.other_receipt": (
        _("这部手机上后来又查了另一条，这次写的没有交上去。"),
        _("请用这一条的查询码再查一次，写好的还在。"),
    ),
    "vault.receipt_overlong": (_("查询码不对。"), _("查询码是 28 位数字，请对照截图再输一次。")),
    "vault.receipt_characters": (_("查询码不对。"), _("查询码只有数字，请对照截图再输一次。")),
    "vault.receipt_length": (_("查询码不对。"), _("查询码是 28 位数字，请对照截图再输一次。")),
    "vault.receipt_check": (_("查询码不对。"), _("可能输错了一位，请对照截图再输一次。")),
    "vault.receipt_tenant": (_("查询码不对。"), _("请对照截图再输一次。")),
}
