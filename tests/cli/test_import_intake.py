"""``xiezhi import intake``: told in plain lines what would happen, what happened and what is wrong."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from xiezhi.cli import messages
from xiezhi.cli.import_report import Request, carry_out
from xiezhi.infra.errors import MachineError
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report
from xiezhi.law.sources import IntakeChannel

GOOD = "编号,主题,时间,内容\nA1,路灯,2021-3-5,村口路灯不亮\nA2,污水,2021-3-6,河里流进污水\n"


@pytest.fixture(autouse=True)
def _in_chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    messages._catalogue.cache_clear()
    yield
    messages._catalogue.cache_clear()


@pytest.fixture
def list_file(tmp_path: Path, office: Any) -> Path:
    path = tmp_path / "名单.csv"
    path.write_text(GOOD, encoding="gb18030")
    return path


def run(path: Path, now: datetime, **changed: Any) -> tuple[str, bool]:
    settings: dict[str, Any] = {
        "file": path,
        "office": None,
        "channel": IntakeChannel.HOTLINE_12345,
        "columns": (),
        "is_dry_run": False,
    }
    lines, is_good = carry_out(Request(**(settings | changed)), now=now)
    return "\n".join(lines), is_good


def count(office: Any) -> int:
    with tenant_scope(office.id):
        return Report.objects.count()


def test_a_list_is_imported_and_the_same_file_only_once(
    list_file: Path, office: Any, now: datetime
) -> None:
    said, is_good = run(list_file, now)
    assert ("已导入 2 条" in said, is_good) == (True, True)
    said, is_good = run(list_file, now)
    assert ("已经导入过（2 条）" in said, is_good) == (True, True)
    assert count(office) == 2


def test_a_dry_run_keeps_nothing(list_file: Path, office: Any, now: datetime) -> None:
    said, is_good = run(list_file, now, is_dry_run=True)
    assert ("可以导入 2 条" in said, is_good, count(office)) == (True, True, 0)


def test_wrong_rows_are_named_and_nothing_is_imported(
    list_file: Path, office: Any, now: datetime
) -> None:
    list_file.write_text(GOOD + "A3,门,昨天,通道被堵\n", encoding="utf-8")
    said, is_good = run(list_file, now)
    assert "第 4 行，C 列“时间”：认不出日期" in said
    assert (is_good, count(office)) == (False, 0)


def test_columns_can_be_named(list_file: Path, now: datetime) -> None:
    list_file.write_text("甲,乙\nA1,村口路灯不亮\n", encoding="utf-8")
    said, is_good = run(list_file, now)
    assert ("还没有指定哪一列是内容或标题" in said, is_good) == (True, False)
    said, is_good = run(list_file, now, columns=("乙=内容", "甲=编号"))
    assert ("已导入 1 条" in said, is_good) == (True, True)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"office": "nowhere"}, "import.no_office"),
        ({"columns": ("丙=内容",)}, "import.bad_map"),
        ({"columns": ("内容=没有这个字段",)}, "import.bad_map"),
    ],
)
def test_wrong_words_on_the_command_line_are_refused(
    list_file: Path, now: datetime, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(MachineError) as caught:
        run(list_file, now, **changed)
    assert caught.value.code == code


def test_a_file_that_is_no_list_is_said_in_words(
    list_file: Path, office: Any, now: datetime
) -> None:
    list_file.write_bytes(b"%PDF-1.7")
    assert run(list_file, now) == ("这不是 CSV 或 XLSX 表格。", False)
