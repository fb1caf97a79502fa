"""``xiezhi vault``: the process that opens identities; its keys divided, joined and renewed."""

import argparse
import os
import re
from pathlib import Path
from typing import Final

import django

from xiezhi.cli.installation import open_database, set_up_django
from xiezhi.cli.messages import _
from xiezhi.cli.parsing import Subparsers
from xiezhi.config.environment import DatabaseRole, Environment, Zone, environment
from xiezhi.infra.errors import MachineError

MARGIN: Final = "  "
NUMBERED: Final = re.compile(r"\b[0-9]{1,2}\.\s*([A-Za-z]+)")


def add_parser(subparsers: Subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("vault", help=_("保密柜：反映人身份的密钥和打开身份的进程"))
    acts = parser.add_subparsers(required=True, metavar=_("动作"))
    serving = acts.add_parser("serve", help=_("单独运行打开身份的进程；通常由 xiezhi up 启动"))
    serving.set_defaults(run=run_serve)
    split = acts.add_parser("split", help=_("把私钥写成三张词表，任意两张可以恢复"))
    split.add_argument("slug", help=_("检察院的英文短名"))
    split.set_defaults(run=run_split)
    recover = acts.add_parser("recover", help=_("用两张词表恢复私钥"))
    recover.add_argument("slug", help=_("检察院的英文短名"))
    recover.add_argument("sheets", nargs="+", type=Path, help=_("词表文件，至少两个"))
    recover.set_defaults(run=run_recover)
    rotate = acts.add_parser("rotate", help=_("换新密钥：以后的反映用新的，旧的仍能打开"))
    rotate.add_argument("slug", help=_("检察院的英文短名"))
    rotate.set_defaults(run=run_rotate)
    card = acts.add_parser("card", help=_("内网端：换新密钥后写出密钥卡，带到外网端；卡内没有秘密"))
    card.add_argument("slug", help=_("检察院的英文短名"))
    card.add_argument("file", type=Path, help=_("密钥卡写到哪个文件"))
    card.set_defaults(run=run_card)
    take = acts.add_parser("take", help=_("外网端：凭密钥卡换用新公钥"))
    take.add_argument("slug", help=_("检察院的英文短名"))
    take.add_argument("file", type=Path, help=_("内网端写出的密钥卡"))
    take.set_defaults(run=run_take)


def run_serve(_arguments: argparse.Namespace) -> int:
    """Serve as the vault role."""
    _inside()
    if os.environ.get("XIEZHI_DATABASE_ROLE") != DatabaseRole.VAULT:
        os.environ["XIEZHI_DATABASE_ROLE"] = DatabaseRole.VAULT
        environment.cache_clear()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiezhi.config.settings")
    django.setup()
    from xiezhi.cli.vault_serve import serve  # noqa: PLC0415  # needs Django

    serve()
    return 0


def run_split(arguments: argparse.Namespace) -> int:
    """Print the three sheets, once; they are written nowhere."""
    env = _inside()
    from xiezhi.cli.vault_keys import read_key  # noqa: PLC0415  # libsodium only where it is needed
    from xiezhi.vault.rules.shares import split_key  # noqa: PLC0415

    key = read_key(env.vault_keys_dir, arguments.slug)
    for number, sheet in enumerate(split_key(key.private_key), start=1):
        print(
            _("第 {number} 张（共 3 张），{slug}，公钥 {print}").format(
                number=number, slug=arguments.slug, print=key.fingerprint
            )
        )
        print(_rows(sheet), end="\n\n")
    print(_("请分别打印、封存在三处。任意两张可以恢复私钥，只有一张什么也看不出。"))
    return 0


def run_recover(arguments: argparse.Namespace) -> int:
    """Write the key the sheets give, unless another one is there.

    Raises:
        MachineError: ``file.missing``, ``vault.key_there``.
        InvalidInputError: the codes of `join_sheets`.
    """
    env = _inside()
    missing = next((path for path in arguments.sheets if not path.is_file()), None)
    if missing is not None:
        raise MachineError("file.missing", path=str(missing))
    from xiezhi.cli.vault_keys import keep_recovered  # noqa: PLC0415
    from xiezhi.vault.rules.shares import join_sheets  # noqa: PLC0415

    key = join_sheets([_words(path.read_text(encoding="utf-8")) for path in arguments.sheets])
    path = keep_recovered(env.vault_keys_dir, arguments.slug, key)
    print(_("私钥已恢复到 {path}。").format(path=path))
    return 0


def run_rotate(arguments: argparse.Namespace) -> int:
    """Make a new key pair the present one; the former stays beside it.

    Raises:
        MachineError: ``office.unknown``, ``vault.no_key``.
    """
    env = _inside()
    with open_database(env) as urls:
        set_up_django(urls, DatabaseRole.APP)
        from xiezhi.cli.vault_keys import rotate  # noqa: PLC0415  # needs Django
        from xiezhi.kernel.clock import now  # noqa: PLC0415

        fingerprint = rotate(env.vault_keys_dir, arguments.slug, now=now())
    print(
        _("已换新密钥，公钥 {print}。旧私钥留在原处，请重新执行 xiezhi vault split。").format(
            print=fingerprint
        )
    )
    if env.zone is Zone.INNER:
        print(_("外网端仍用旧公钥封存，旧私钥仍能打开。请写出密钥卡，带到外网端换用新公钥："))
        print(f"  xiezhi vault card {arguments.slug} {arguments.slug}.key.card")
    return 0


def run_card(arguments: argparse.Namespace) -> int:
    """Write the card of the present key, signed by the inner zone.

    Raises:
        MachineError: ``vault.outer_has_none``, ``office.card_there``, ``office.unknown``.
    """
    env = _inside()
    if arguments.file.exists():
        raise MachineError("office.card_there", path=str(arguments.file))
    with open_database(env) as urls:
        set_up_django(urls, DatabaseRole.APP)
        from xiezhi.cli import key_cards  # noqa: PLC0415  # needs Django

        text, fingerprint = key_cards.written(arguments.slug)
    arguments.file.write_text(text, encoding="utf-8")
    print(
        _("密钥卡已写到 {path}，公钥 {print}。请带到外网端执行：").format(
            path=arguments.file, print=fingerprint
        )
    )
    print(f"  xiezhi vault take {arguments.slug} {arguments.file.name}")
    return 0


def run_take(arguments: argparse.Namespace) -> int:
    """Have the door outside seal to the key of a card.

    Raises:
        MachineError: ``vault.take_outside``, ``file.missing``, ``office.unknown``.
        DomainError: the codes of `take_identity_key`.
    """
    env = environment()
    if env.zone is not Zone.OUTER:
        raise MachineError("vault.take_outside")
    if not arguments.file.is_file():
        raise MachineError("file.missing", path=str(arguments.file))
    with open_database(env) as urls:
        set_up_django(urls, DatabaseRole.APP)
        from xiezhi.cli import key_cards  # noqa: PLC0415  # needs Django

        fingerprint = key_cards.taken(arguments.slug, arguments.file)
    print(
        _("已换用新公钥 {print}：今后的反映用它封存。请与内网端打印的核对。").format(
            print=fingerprint
        )
    )
    return 0


def _inside() -> Environment:
    env = environment()
    if env.zone is Zone.OUTER:
        raise MachineError("vault.outer_has_none")
    return env


def _rows(sheet: str) -> str:
    """Return the words numbered, six a row, as they are printed and typed again."""
    words = [f"{place:2}.{word:<9}" for place, word in enumerate(sheet.split(), start=1)]
    rows = [words[at : at + 6] for at in range(0, len(words), 6)]
    return "\n".join(MARGIN + " ".join(row).rstrip() for row in rows)


def _words(text: str) -> str:
    """Return the words of a sheet: those behind their numbers as printed, else all there are."""
    numbered = NUMBERED.findall(text)
    return " ".join(numbered) if numbered else " ".join(text.split())
