"""The desk's sidebar: what a person's rights open, in the office's words."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.translation import gettext_lazy

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel.actor import Actor, ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A link of the sidebar, for whoever has one of the rights (none named: all staff).

    ``key`` is the letter that opens it from anywhere on the desk.
    """

    label: Any
    url_name: str
    rights: frozenset[Action] = frozenset()
    key: str = ""


_LEADS: Final = frozenset(
    {Action.VIEW_OWN_LEADS, Action.VIEW_DEPARTMENT_LEADS, Action.VIEW_ALL_LEADS}
)
_GROUPS: Final[tuple[tuple[Any, tuple[Item, ...]], ...]] = (
    (
        "",
        (
            Item(label=gettext_lazy("待办"), url_name="desk:home"),
            Item(label=gettext_lazy("到期事项"), url_name="desk:due", rights=_LEADS),
            Item(label=gettext_lazy("线索"), url_name="desk:leads", rights=_LEADS),
            Item(label=gettext_lazy("案件"), url_name="cases:list", rights=_LEADS),
            Item(label=gettext_lazy("跟进调查/回头看"), url_name="look_backs:home", rights=_LEADS),
            Item(
                label=gettext_lazy("快速登记"),
                url_name="quick:home",
                rights=frozenset({Action.REGISTER_LEAD}),
                key="q",
            ),
            Item(
                label=gettext_lazy("信息池"),
                url_name="desk:pool",
                rights=frozenset({Action.VIEW_POOL}),
            ),
            Item(
                label=gettext_lazy("反映人身份"),
                url_name="identities:list",
                rights=frozenset(
                    {
                        Action.REQUEST_OPENING,
                        Action.APPROVE_OPENING,
                        Action.SECOND_OPENING,
                        Action.VIEW_OPENINGS,
                    }
                ),
            ),
            Item(
                label=gettext_lazy("导入名单"),
                url_name="imports:upload",
                rights=frozenset({Action.IMPORT_REPORTS}),
            ),
            Item(
                label=gettext_lazy("移送来的与备案"),
                url_name="exchange:received",
                rights=frozenset({Action.IMPORT_PACKAGE, Action.REGISTER_LEAD}),
            ),
            Item(
                label=gettext_lazy("摆渡包"),
                url_name="exchange:home",
                rights=frozenset(
                    {
                        Action.EXPORT_PACKAGE,
                        Action.REVIEW_PACKAGE,
                        Action.IMPORT_PACKAGE,
                        Action.MANAGE_OFFICE,
                    }
                ),
            ),
            Item(label=gettext_lazy("建议提案"), url_name="proposals:list", rights=_LEADS),
            Item(label=gettext_lazy("专项活动"), url_name="campaigns:list", rights=_LEADS),
            Item(label=gettext_lazy("函件与送达"), url_name="desk:letters", rights=_LEADS),
            Item(label=gettext_lazy("协助核实"), url_name="desk:field_tasks", rights=_LEADS),
            Item(label=gettext_lazy("反馈"), url_name="desk:feedback_duties", rights=_LEADS),
        ),
    ),
    (
        gettext_lazy("社会支持"),
        (
            Item(
                label=gettext_lazy("网格员与专家"),
                url_name="office:supporters",
                rights=frozenset({Action.MANAGE_SUPPORTERS}),
            ),
            Item(
                label=gettext_lazy("巡查"),
                url_name="office:patrols",
                rights=frozenset({Action.SEND_FIELD_TASK}),
            ),
            Item(
                label=gettext_lazy("培训"),
                url_name="office:trainings",
                rights=frozenset({Action.MANAGE_SUPPORTERS}),
            ),
            Item(
                label=gettext_lazy("协作单位"),
                url_name="office:units",
                rights=frozenset({Action.MANAGE_UNITS}),
            ),
            Item(
                label=gettext_lazy("联席会议"),
                url_name="office:meetings",
                rights=frozenset({Action.MANAGE_UNITS}),
            ),
        ),
    ),
    (
        gettext_lazy("全局"),
        (
            Item(
                label=gettext_lazy("台账"),
                url_name="ledgers:page",
                rights=frozenset({Action.EXPORT_LEDGER}),
            ),
            Item(
                label=gettext_lazy("上报"),
                url_name="reporting:list",
                rights=frozenset({Action.PREPARE_RETURN}),
            ),
            Item(
                label=gettext_lazy("法律依据"),
                url_name="law:page",
                rights=frozenset({Action.VIEW_LAW}),
            ),
            Item(
                label=gettext_lazy("本院制度"),
                url_name="house:rules",
                rights=frozenset({Action.VIEW_LAW}),
            ),
            Item(
                label=gettext_lazy("人员与权限"),
                url_name="office:people",
                rights=frozenset({Action.MANAGE_STAFF, Action.GRANT_ROLES, Action.HAND_OVER}),
            ),
            Item(
                label=gettext_lazy("代办与 A/B 岗"),
                url_name="office:delegation",
                rights=frozenset({Action.DELEGATE, Action.HAND_OVER}),
            ),
            Item(
                label=gettext_lazy("本院设置"),
                url_name="office:settings",
                rights=frozenset({Action.MANAGE_OFFICE}),
            ),
            Item(
                label=gettext_lazy("操作留痕"),
                url_name="office:audit",
                rights=frozenset({Action.VIEW_AUDIT_LOG}),
            ),
        ),
    ),
)


def desk_navigation(request: HttpRequest) -> dict[str, Any]:
    """Return ``desk_navigation`` for the sidebar, on pages of the desk only."""
    acting = getattr(request, "actor", None)
    is_desk = request.path.startswith(("/desk/", "/account/"))
    if not is_desk or not isinstance(acting, Actor) or acting.kind is not ActorKind.STAFF:
        return {}
    groups = [{"label": label, "items": _links(items, acting)} for label, items in _GROUPS]
    links = [link for group in groups for link in group["items"]]
    _mark_current(links, request.path)
    return {"desk_navigation": [group for group in groups if group["items"]]}


def _links(items: tuple[Item, ...], acting: Actor) -> list[dict[str, Any]]:
    return [
        {"label": item.label, "url": url, "is_current": False, "key": item.key}
        for item in items
        if (url := _find_url(item.url_name, get_script_prefix()))
        and (not item.rights or any(may(acting, right) for right in item.rights))
    ]


def _mark_current(links: list[dict[str, Any]], path: str) -> None:
    """Mark the link nearest to the page: of two addresses that begin it, the longer."""
    home = "/desk/"
    begun = [
        link
        for link in links
        if path == link["url"] or (link["url"] != home and path.startswith(link["url"]))
    ]
    if begun:
        max(begun, key=lambda link: len(link["url"]))["is_current"] = True


@cache
def _find_url(name: str, _prefix: str) -> str:
    """Return the address, or "" where this installation's zone has no such page.

    Twenty-five are asked for at every page; each stays what it is as long as the process runs.
    """
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
