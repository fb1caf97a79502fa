"""批量移交 names the functions somebody does, and moves them with the leads."""

from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.house.rules.functions import Circle, ContactFunction
from xiezhi.house.selectors.functions import list_posts
from xiezhi.house.services.functions import PostDraft, set_function
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.clock import legal_day

HANDOVER = "/desk/office/handover/"


def test_functions_are_named_and_handed_over_with_the_leads(desk: Desk) -> None:
    heir, liaison = desk.hire("检察官助理09", Role.ASSISTANT), desk.hire("联络员01", Role.LIAISON)
    leaving = desk.inside.handler
    with tenant_scope(desk.procuratorate.id):
        assert leaving.id is not None
        assert leaving.department_id is not None
        set_function(
            circle=Circle.UNITS,
            function=ContactFunction.COORDINATION,
            draft=PostDraft(department_id=leaving.department_id, first_id=leaving.id),
            since=legal_day(desk.now),
            acting=liaison,
            now=desk.now,
        )
    client = desk.client(desk.inside.head)
    session = client.session
    session["stepped_up_at"] = desk.now.timestamp()
    session.save()
    chosen = {"from_staff_id": str(leaving.id), "to_staff_id": str(heir.id)}
    preview = client.get(HANDOVER, chosen).content.decode()
    assert "协调（面向协作单位，A 岗）" in preview
    answer = client.post(HANDOVER, chosen, follow=True)
    assert "同时移交 1 项职能分工" in answer.content.decode()
    with tenant_scope(desk.procuratorate.id):
        posts = list_posts(legal_day(desk.now))
        assert posts[Circle.UNITS, ContactFunction.COORDINATION].first_id == heir.id
