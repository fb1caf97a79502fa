"""What people do on the pages, one act a function; each ends on the page that answers."""

from typing import Any

from tests.browser.journey_cast import UNIT_NAME, JourneyCast, picture, scan

WORDS = "卫生院门口的消防水鹤让拉沙子的大车撞歪了，阀门一直往外漏水，路面结了冰，我昨天晚上路过时亲眼看见的"
TITLE = "卫生院门口消防水鹤损坏漏水"
LETTER = (
    "本院在履行公益诉讼检察职责中了解到，展旦召苏木辖区一处市政消防取水设施损坏，影响取水救火。\n\n"
    "根据职责分工，现将上述情况移送你单位依法处理，请按期书面回复。"
)


def bind_phone(phone: Any, cast: JourneyCast) -> None:
    """Open the work card's address and bind the phone."""
    phone.goto(f"/card/{cast.card}/")
    phone.get_by_role("button", name="这是我，绑定这部手机").click()
    phone.get_by_role("heading", name="网格员07").wait_for()


def snap_as_member(phone: Any) -> None:
    """Send a photo and words from the own page."""
    phone.get_by_role("link", name="随手拍").click()
    phone.locator("[data-photos-album]").set_input_files(picture())
    phone.get_by_role("img", name="第 1 张照片").wait_for()
    phone.get_by_label("怎么回事").fill(WORDS)
    send(phone)
    phone.wait_for_url("**/received/")
    phone.get_by_role("heading", name="已收到").wait_for()


def snap_anonymously(phone: Any, words: str) -> str:
    """Send words without a name; return the receipt's code."""
    phone.goto("/")
    phone.get_by_label("怎么回事").fill(words)
    phone.locator(".segment label", has_text="匿名").click()
    send(phone)
    phone.wait_for_url("**/received/")
    return str(phone.locator("[data-copy-text]").get_attribute("data-copy-text"))


def follow(phone: Any, code: str) -> None:
    """Open the progress behind a receipt."""
    phone.goto("/status/")
    phone.get_by_label("查询码").fill(code)
    phone.get_by_role("button", name="查进度").click()
    phone.get_by_role("heading", name="经过").wait_for()


def say_again(phone: Any, words: str) -> None:
    """Say 再次反映 with a picture."""
    phone.locator(".snap-again summary").click()
    phone.locator(".snap-again [data-photos-album]").set_input_files(picture())
    phone.get_by_label("现在怎么样").fill(words)
    send(phone, ".snap-again form")
    phone.get_by_text(words).wait_for()


def send(phone: Any, within: str = "form[data-send]") -> None:
    """Press the one big button."""
    phone.locator(within).locator("button[type=submit]").click()


def open_in_pool(desk: Any, words: str) -> None:
    """Read a report of the pool beside the list."""
    desk.goto("/desk/pool/")
    desk.locator(".pool__rows").get_by_text(words[:12]).first.click()
    desk.locator("#pool-detail .reading__words").get_by_text(words[:12]).wait_for()


def register(desk: Any) -> str:
    """Register the report being read; return the lead's address."""
    desk.locator("#pool-detail").get_by_role("link", name="登记线索").click()
    desk.get_by_label("摘要").fill(TITLE)
    desk.get_by_role("button", name="登记", exact=True).click()
    desk.get_by_text("已登记为线索").wait_for()
    return str(desk.url)


def assess(desk: Any, *, proposal: str, is_public_interest: bool, is_mended: bool) -> None:
    """Fill in the assessment's page and submit it."""
    acts = desk.get_by_role("link", name="线索评估", exact=True)
    acts.and_(desk.locator("a.btn")).first.click()
    desk.get_by_label("公益受损事实").fill("水鹤损坏漏水，冬季无法取水救火。")
    desk.get_by_label("领域", exact=False).first.select_option(index=1)
    desk.get_by_label("尚不明确").check()
    desk.get_by_placeholder("行政机关").first.fill(UNIT_NAME)
    desk.get_by_label("真实性").fill("照片与现场一致。")
    desk.get_by_label("可查性").fill("位置明确。")
    desk.get_by_label("符合办案规则第67条").set_checked(is_public_interest)
    desk.get_by_label("情节轻微且已整改").set_checked(is_mended)
    propose(desk, proposal)
    desk.get_by_label("移送、报请的单位或部门").fill(UNIT_NAME)
    desk.get_by_label("一般信息").check()
    desk.locator("#id_reason").fill("情节轻微，主管行政机关已安排维修，移送其处理更为及时。")
    submit_assessment(desk)


def propose(desk: Any, proposal: str) -> None:
    """Choose the way out."""
    desk.get_by_role("radio", name=proposal, exact=True).check()


def submit_assessment(desk: Any) -> None:
    """Press 提交评估意见."""
    desk.get_by_role("button", name="提交评估意见").click()


def agree(desk: Any, lead: str) -> None:
    """Give the department head's opinion."""
    desk.goto(lead)
    desk.get_by_role("link", name="提出部门负责人意见").click()
    desk.get_by_role("radio", name="同意", exact=True).check()
    press(desk)
    desk.get_by_text("意见已记入评估表。").wait_for()


def decide(desk: Any, lead: str, act: str) -> None:
    """Decide on line as the chief procurator."""
    desk.goto(lead)
    desk.locator("#acts").get_by_role("link", name=act).click()
    desk.get_by_role("radio", name="本人线上").check()
    press(desk)
    desk.wait_for_url(f"{lead}*")
    desk.get_by_text("已移送主管行政机关").first.wait_for()


def press(desk: Any) -> None:
    """Press the button of an act's page."""
    desk.locator("form[data-autosave] .form__acts button").click()


def write_letter(desk: Any, lead: str, body: str) -> None:
    """Write the letter in the officer's own words."""
    desk.goto(lead)
    desk.locator("#acts").get_by_role("link", name="写移送函").click()
    desk.get_by_label("主送").select_option(label=UNIT_NAME)
    desk.get_by_label("标题").fill("关于消防取水设施损坏的线索移送函")
    desk.get_by_label("本院联系人、电话").fill("检察官助理01，0477-5200000")
    put_body(desk, body)


def put_body(desk: Any, body: str) -> None:
    """Put the body and press 保存并登记发文."""
    desk.get_by_label("正文").fill(body)
    desk.get_by_role("button", name="保存并登记发文").click()


def register_letter(desk: Any) -> str:
    """登记发文: number, issuer, days and the sealed scan in one form; return the letter's page."""
    desk.get_by_text("函件已保存。").wait_for()
    desk.get_by_label("文号（2.0/OA）").fill("达检函[2026]017号")
    desk.get_by_label("盖章扫描件").set_input_files(scan("盖章函件"))
    desk.get_by_role("button", name="登记发文").click()
    desk.get_by_text("发文已登记。").wait_for()
    desk.get_by_text("文号已规范为 达检函〔2026〕17号").wait_for()
    return str(desk.url)


def serve(desk: Any, letter: str) -> None:
    """Register the service with the signed and scanned 送达回证."""
    desk.goto(letter)
    desk.locator("#acts").get_by_role("link", name="登记送达").click()
    desk.get_by_role("radio", name="直接送达").check()
    desk.get_by_label("签收人·职务").fill("办公室主任01")
    desk.get_by_label("送达回证扫描件").set_input_files(scan("送达回证"))
    desk.get_by_role("button", name="登记送达").click()
    desk.get_by_text("送达已登记。").wait_for()
    desk.locator("#clocks").get_by_text("回复期限").wait_for()
    desk.locator("#papers").get_by_role("link", name="送达回证").wait_for()


def answer_in_portal(portal: Any) -> None:
    """Sign for the document and answer it with a scanned letter."""
    portal.get_by_role("link", name="关于消防取水设施损坏的线索移送函", exact=True).click()
    portal.get_by_label("承办科室").fill("防火监督科")
    portal.get_by_role("button", name="签收").click()
    portal.get_by_text("已签收").first.wait_for()
    portal.get_by_role("radio", name="已整改", exact=True).check()
    portal.get_by_label("办理情况").fill("已更换阀门并校正底座，试水正常。")
    portal.get_by_label("回复函文号").fill("旗消函〔2026〕8号")
    portal.get_by_label("落款日期").fill(today(portal))
    portal.get_by_label("回复函", exact=False).last.set_input_files(scan("复函"))
    portal.get_by_label("整改后照片").set_input_files(picture(after=True))
    portal.get_by_role("button", name="提交", exact=True).click()
    portal.get_by_text("回复已提交，本院已经收到。").wait_for()


def enter_paper_reply(desk: Any, lead: str) -> None:
    """Enter a reply that came on paper (代录回复)."""
    desk.goto(lead)
    desk.locator("#letters").get_by_role("link", name="代录回复").click()
    desk.get_by_role("radio", name="已整改", exact=True).check()
    desk.get_by_label("回复内容").fill("已更换阀门，试水正常。")
    desk.get_by_label("回复文号").fill("旗消函〔2026〕9号")
    desk.get_by_label("落款日期").fill(today(desk))
    desk.get_by_label("盖章扫描件").set_input_files(scan("复函"))
    desk.get_by_role("button", name="登记回复").click()
    desk.get_by_text("回复已登记。").wait_for()


def send_task(desk: Any, lead: str) -> None:
    """Ask the grid member to look again, the report's picture as guide."""
    desk.goto(lead)
    desk.locator("#acts").get_by_role("link", name="派网格员协助核实").click()
    desk.locator("#id_supporter").select_option(index=0)
    desk.get_by_label("请看什么").fill("请看水鹤是否修好，按原来的角度拍一张。")
    desk.get_by_role("button", name="派出").click()
    desk.get_by_text("已派出，网格员会收到提醒。").wait_for()


def look_again(phone: Any) -> None:
    """Do the task on the phone, beside the earlier picture."""
    phone.goto("/mine/")
    phone.get_by_role("link", name="请看水鹤是否修好").click()
    earlier = phone.get_by_role("img", name="以前的照片")
    earlier.wait_for()
    assert earlier.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0
    phone.locator("[data-photos-album]").set_input_files(picture(after=True))
    phone.get_by_text("已修好", exact=True).click()
    send(phone)
    phone.get_by_role("heading", name="已收到").wait_for()


def verify(desk: Any, lead: str) -> None:
    """Enter what verification found: mended."""
    desk.goto(lead)
    desk.locator("#acts").get_by_role("link", name="登记核实结果").click()
    desk.get_by_role("radio", name="已整改到位").check()
    desk.get_by_label("核实情况").fill("网格员当日到场查看并拍照，水鹤已修好。")
    desk.get_by_role("button", name="登记核实结果").click()
    desk.get_by_text("核实结果已登记。").wait_for()


def judge_again(desk: Any, lead: str, judgement: str) -> None:
    """Judge a 再次反映: founded, so assessed anew."""
    desk.goto(lead)
    desk.get_by_role("link", name="判断再次反映").click()
    desk.get_by_role("radio", name="采纳，重新评估").check()
    desk.get_by_label("理由").fill(judgement)
    desk.get_by_role("button", name="登记判断").click()
    desk.get_by_text("判断已登记。").wait_for()


def give_feedback(desk: Any, lead: str) -> None:
    """Send the ready words."""
    desk.goto(lead)
    desk.locator("#acts").get_by_role("link", name="反馈反映人").click()
    desk.get_by_role("button", name="发出反馈").click()
    desk.get_by_text("已反馈，反映人凭查询码看到。").wait_for()


def today(page: Any) -> str:
    """Return the browser's day, as a date field takes it."""
    day: str = page.evaluate(
        "new Intl.DateTimeFormat('sv-SE', {timeZone: 'Asia/Shanghai'}).format(new Date())"
    )
    return day
