"""Jobs of partners."""

from uuid import UUID

from xiezhi.infra.jobs import tenant_task
from xiezhi.kernel import clock
from xiezhi.notifications.channels.sms import sms_channel
from xiezhi.partners.services.sign_in import JOB, send_unit_code

TEXT = "验证码 %(code)s，5 分钟内有效。请勿告诉他人。【协作门户】"


@tenant_task(JOB)
def send_sign_in_code(code_id: str) -> None:
    """Send a liaison officer's sign-in code."""
    send_unit_code(code_id=UUID(code_id), channel=sms_channel(), text=TEXT, now=clock.now())
