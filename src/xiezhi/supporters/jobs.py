"""Jobs of supporters."""

from uuid import UUID

from xiezhi.infra.jobs import periodic_for_each_office, tenant_task
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel import clock
from xiezhi.kernel.actor import system_actor
from xiezhi.notifications.channels.sms import sms_channel
from xiezhi.supporters.services.sign_in import JOB, send_supporter_code
from xiezhi.supporters.services.training_told import remind_of_trainings

TEXT = "验证码 %(code)s，5 分钟内有效。请勿告诉他人。【随手拍】"


@tenant_task(JOB)
def send_sign_in_code(code_id: str) -> None:
    """Send a supporter's sign-in code."""
    send_supporter_code(code_id=UUID(code_id), channel=sms_channel(), text=TEXT, now=clock.now())


@periodic_for_each_office("supporters.remind_of_trainings", cron="20 0 * * *")
def remind() -> None:
    """Remind of trainings, every morning at 8:20."""
    remind_of_trainings(acting=system_actor(current_tenant()), now=clock.now())
