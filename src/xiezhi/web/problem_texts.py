"""The words for each error code, kept in one table so that none is missing (a test walks it)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.urls import ResolverMatch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xiezhi.kernel.errors import DomainError, NotAllowedError, NotFoundError, Param

Speaker = Callable[[Mapping[str, object], str], str]
"""Puts words as the matter has them that a page's address names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What a person reads."""

    title: str
    text: str
    next_step: str
    basis: str
    code: str

    @property
    def words(self) -> str:
        """What happened and what to do next, as one line."""
        return f"{self.text}{self.next_step}"


TEXTS: dict[str, tuple[object, object]] = {
    "accounts.no_right": (
        gettext_lazy("您的岗位没有这项权限。"),
        gettext_lazy("如确需办理，请联系部门负责人或安全管理员。"),
    ),
    "accounts.step_up": (
        gettext_lazy("这一步需要再次确认身份。"),
        gettext_lazy("请再输入一次密码或动态码，然后继续。"),
    ),
    "accounts.sign_in_first": (
        gettext_lazy("请先登录。"),
        gettext_lazy("登录后回到这一页继续办理。"),
    ),
    "transition.none": (
        gettext_lazy("当前环节不能这样办理。"),
        gettext_lazy("请刷新页面，查看现在可以办理的步骤。"),
    ),
}


def register(texts: dict[str, tuple[object, object]]) -> None:
    """Add the texts of a capability's codes; called once, when its web package loads."""
    TEXTS.update(texts)


def register_words(param: str, words: Callable[[Param], str]) -> None:
    """Say a parameter in words: for one that is a code itself; called once, as ``register``."""
    _PARAM_WORDS[param] = words


_PARAM_WORDS: dict[str, Callable[[Param], str]] = {}


def register_speaker(namespace: str, speaker: Speaker) -> None:
    """Say refusals on pages of a namespace as the matter there has its words; called as ``register``."""
    _SPEAKERS[namespace] = speaker


_SPEAKERS: dict[str, Speaker] = {}


def text_at(match: ResolverMatch | None, error: DomainError) -> Problem:
    """Return the words for a refusal on a page, as its matter has them."""
    problem = text_of(error)
    speaker = None if match is None else _SPEAKERS.get(match.namespace)
    if speaker is None or match is None:
        return problem
    kwargs = match.kwargs
    text, next_step = (speaker(kwargs, words) for words in (problem.text, problem.next_step))
    return replace(problem, text=text, next_step=next_step)


def text_of(error: DomainError) -> Problem:
    """Return the words for a refusal; an unknown code still says what to do."""
    title, next_step = TEXTS.get(error.code, _fallback(error))
    return Problem(
        title=_title(error),
        text=str(title) % _named(error.params),
        next_step=str(next_step) % _named(error.params),
        basis=error.basis,
        code=error.code,
    )


def _fallback(error: DomainError) -> tuple[str, str]:
    if isinstance(error, NotFoundError):
        return _("没有找到，或者您无权查看。"), _("请核对后再试，或返回上一页。")
    if isinstance(error, NotAllowedError):
        return _("您不能办理这一项。"), _("如确需办理，请联系管理员。")
    return _("没有办成：内容不完整或不符合要求。"), _(
        "请按提示修改后再提交，已填写的内容不会丢失。"
    )


def _title(error: DomainError) -> str:
    if isinstance(error, NotFoundError):
        return _("没有找到")
    if error.code == "accounts.sign_in_first":
        return _("需要登录")
    if isinstance(error, NotAllowedError):
        return _("无权办理")
    return _("没有办成")


class _Named(dict[str, Param]):
    def __missing__(self, key: str) -> str:
        return ""


def _named(params: dict[str, Param]) -> _Named:
    return _Named(
        {
            name: _PARAM_WORDS[name](value) if name in _PARAM_WORDS else value
            for name, value in params.items()
        }
    )
