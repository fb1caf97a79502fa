"""``xiezhi law``: explain how a last day is counted; check an office's own law data."""

import argparse
import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

import django
from django.utils import translation

from xiezhi.cli.installation import open_database, set_up_django
from xiezhi.cli.messages import _, is_chinese
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import DatabaseRole, environment
from xiezhi.infra.errors import MachineError
from xiezhi.law.book import add_folder
from xiezhi.law.deadline_rules import deadline_rules
from xiezhi.law.deadlines import (
    DeadlineRule,
    Explanation,
    Extension,
    ExtensionRule,
    explain,
    rule_keys,
    rule_on,
)
from xiezhi.law.periods import Period, Suspension, Unit

if TYPE_CHECKING:
    from xiezhi.cli.law_office import OfficeCount

EXIT_COUNTED: Final = 0
EXIT_NO_DAY: Final = 3
UNITS: Final = {
    "日": Unit.DAY,
    "天": Unit.DAY,
    "工作日": Unit.WORKING_DAY,
    "个工作日": Unit.WORKING_DAY,
    "月": Unit.MONTH,
    "个月": Unit.MONTH,
    "年": Unit.YEAR,
}
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Days left out; ``last`` is None while it has not ended."""

    first: date
    last: date | None


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("law", help=_("法律依据：推算期限，检查本院补充数据"))
    parts = parser.add_subparsers(required=True)
    count = parts.add_parser(
        "explain",
        help=_("逐步说明一项期限的最后一日怎样得来"),
        epilog=_(
            "退出码：0 得出日期，1 不能推算，2 用法不对，3 没有日期（暂停、只有文字要求、没有天数）"
        ),
    )
    count.add_argument("key", help=_("期限代号或名称，例如 pil_suggestion_reply"))
    count.add_argument("date", type=_day, help=_("起算事由发生日，例如 2026-03-02"))
    which = count.add_mutually_exclusive_group()
    which.add_argument(
        "--urgent", dest="variant", action="store_const", const="urgent", help=_("紧急情形")
    )
    which.add_argument("--variant", default="", help=_("适用情形的代号"))
    count.add_argument(
        "--suspend",
        type=_pause,
        action="append",
        default=[],
        metavar="A..B",
        help=_("不计入的期间，可重复；还没有结束的写 A.."),
    )
    count.add_argument(
        "--extend",
        nargs=2,
        action="append",
        default=[],
        metavar=("N", "UNIT"),
        help=_("批准延长的长度，可重复，例如 1 month"),
    )
    count.add_argument("--own", nargs=2, metavar=("N", "UNIT"), help=_("本院设定的长度"))
    _add_office(count)
    count.set_defaults(run=run_explain)
    check = parts.add_parser("check", help=_("检查本院补充数据，重新启动以前使用"))
    check.add_argument("folder", type=Path, nargs="?", help=_("文件夹，默认数据文件夹里的 law"))
    check.set_defaults(run=run_check)


def _add_office(count: argparse.ArgumentParser) -> None:
    """Add what stands for the office: its entries, its own law data."""
    count.add_argument(
        "--office",
        nargs="?",
        const="",
        metavar=_("代号"),
        help=_("按这个检察院录入的放假安排和本院设定推算，同网页一样；不写代号即默认的检察院"),
    )
    count.add_argument(
        "--law",
        type=Path,
        metavar=_("文件夹"),
        help=_("用这个文件夹的补充数据，代替数据文件夹里的 law"),
    )


def run_explain(arguments: argparse.Namespace) -> int:
    """Print every step of a count."""
    with ExitStack() as stack:
        if arguments.office is None:
            _set_up()
        else:
            urls = stack.enter_context(open_database(environment()))
            set_up_django(urls, DatabaseRole.APP)
        if arguments.law is not None:
            _take_in(arguments.law)
        return _explain(arguments)


def _explain(arguments: argparse.Namespace) -> int:
    rule = rule_on(_known(arguments.key), arguments.date, variant=arguments.variant)
    office = _office(arguments, rule)
    ended = [one for one in arguments.suspend if one.last is not None]
    open_ones = [one.first for one in arguments.suspend if one.last is None]
    found = explain(
        rule,
        arguments.date,
        () if office is None else office.tables,
        own_length=_own_length(arguments, office),
        suspensions=[Suspension(first=one.first, last=one.last) for one in ended],
        extensions=_extensions(rule.extensions, arguments.extend),
        paused_since=min(open_ones, default=None),
    )
    with translation.override("zh-hans" if is_chinese() else "en"):
        _print(found, office)
    return EXIT_NO_DAY if found.day is None else EXIT_COUNTED


def _office(arguments: argparse.Namespace, rule: DeadlineRule) -> "OfficeCount | None":
    if arguments.office is None:
        return None
    from xiezhi.cli.law_office import office_count  # noqa: PLC0415  # needs Django

    return office_count(arguments.office or None, rule, arguments.date)


def _own_length(arguments: argparse.Namespace, office: "OfficeCount | None") -> Period | None:
    """Return the length asked about, else what the office set."""
    if arguments.own is not None:
        return _period(arguments.own)
    return None if office is None else office.length


def _take_in(folder: Path) -> None:
    if not folder.is_dir():
        raise MachineError("file.missing", path=str(folder))
    add_folder(folder)


def run_check(arguments: argparse.Namespace) -> int:
    """Read a folder of own law data as the start of the installation would."""
    folder = arguments.folder or environment().law_dir
    names = add_folder(folder)
    for name in names:
        print(_("{name}：可用。").format(name=name))
    if not names:
        print(_("{folder} 里没有补充数据。").format(folder=folder))
    return 0


def _set_up() -> None:
    """Make the words of the pages ready; no database is needed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiezhi.config.settings")
    django.setup()


def _print(found: Explanation, office: "OfficeCount | None") -> None:
    texts = import_module("xiezhi.web.law.texts")  # needs Django
    print(f"{found.rule.key}  {translation.gettext(found.rule.title)}")
    for place, step in enumerate(found.steps, start=1):
        print(f"{place:>2}. {texts.step_words(step)}")
    for one in () if found.rule.variant else found.rule.variants:
        print(f"    --variant {one.key}: {translation.gettext(one.condition)}")
    if office is not None:
        print(_("按{name}录入的放假安排和本院设定推算。").format(name=office.name))
    if found.provisional and office is None:
        print(_("暂定：有的年份放假安排未知。本院已经录入的，加 --office 推算。"))
    elif found.provisional:
        print(_("暂定：有的年份放假安排未知。"))


def _known(asked: str) -> str:
    """Return the key a person means by a key, an alias or a title.

    Raises:
        MachineError: ``law.unknown_key`` with the nearest ones.
    """
    meant = {name: rule.key for rule in deadline_rules() for name in (rule.title, *rule.aliases)}
    meant |= {key: key for key in rule_keys()}
    if asked in meant:
        return meant[asked]
    near = [name for name in meant if asked in name] or get_close_matches(
        asked, meant, n=_SHOWN, cutoff=0.4
    )
    known = "、".join(dict.fromkeys(meant[name] for name in near[:_SHOWN])) or "—"
    raise MachineError("law.unknown_key", key=asked, known=known)


def _extensions(
    allowed: Sequence[ExtensionRule], asked: Sequence[Sequence[str]]
) -> list[Extension]:
    found = []
    for place, words in enumerate(asked):
        approver = allowed[place].approver if place < len(allowed) else "—"
        found.append(Extension(approver=approver, period=_period(words)))
    return found


def _period(words: Sequence[str]) -> Period:
    length, unit = words
    if not length.isdecimal() or (unit not in UNITS and unit not in set(Unit)):
        known = "、".join((*Unit, *UNITS))
        raise MachineError("law.bad_length", words=f"{length} {unit}", known=known)
    return Period(length=int(length), unit=UNITS.get(unit) or Unit(unit))


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("不是日期：{word}").format(word=word)) from error


def _pause(word: str) -> Pause:
    first, dots, last = word.partition("..")
    if not dots:
        raise argparse.ArgumentTypeError(_("应写成 A..B：{word}").format(word=word))
    found = Pause(first=_day(first), last=_day(last) if last else None)
    if found.last is not None and found.last < found.first:
        raise argparse.ArgumentTypeError(_("应写成 A..B：{word}").format(word=word))
    return found
