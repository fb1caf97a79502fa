"""``xiezhi law``: a date explained at the terminal, and own data checked before a start."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import xiezhi
from xiezhi.cli import main, messages
from xiezhi.cli.law_reasons import REASONS
from xiezhi.law.book import add_texts

LAW = Path(xiezhi.__file__).parent / "law"


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever ran a command in this process before may have had another terminal."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    messages._catalogue.cache_clear()
    yield
    messages._catalogue.cache_clear()


def said(words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = main(words.split())
    out, err = capsys.readouterr()
    return code, out, err


def test_a_date_is_explained_step_by_step(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said("law explain pil_filing_decision_service 2026-09-24", capsys)

    assert code == 0
    assert out.splitlines()[0].startswith("pil_filing_decision_service")
    assert "法定，依据办案规则第70条。" in out
    assert "国庆节" in out
    assert "最后一日是2026年10月8日（星期四），24 时止。" in out


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("pil_suggestion_reply 2026-03-02 --urgent", "2026年3月17日"),
        ("npc_proposal_reply 2026-03-02 --variant complex", "2026年9月2日"),
        ("pil_admin_review 2026-03-02 --suspend 2026-03-10..2026-03-19", "2026年4月13日"),
        ("pil_admin_review 2026-03-02 --extend 1 month", "2026年5月6日"),
        ("lead_assessment 2026-03-02 --own 5 个工作日", "2026年3月9日"),
        ("送达检察建议书 2026-09-17", "2026年9月20日"),
        ("hearing_notice 2026-05-10", "2026年5月6日"),
    ],
)
def test_circumstances_are_counted(
    words: str, last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = said(f"law explain {words}", capsys)

    assert (code, f"最后一日是{last}" in out) == (0, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("pil_admin_review 2026-03-02 --suspend 2026-03-10..", "暂停"),
        ("settlement_performance 2026-03-02", "立即履行"),
        ("sugg_objection 2026-03-02", "不推算最后一日"),
        ("pil_transferred_review_restart 2026-03-02", "--variant civil"),
    ],
)
def test_without_a_last_day_the_exit_code_says_so(
    words: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = said(f"law explain {words}", capsys)

    assert (code, told in out) == (3, True)


def test_a_year_without_holidays_known_is_provisional(capsys: pytest.CaptureFixture[str]) -> None:
    assert "暂定" in said("law explain pil_suggestion_reply 2026-11-25", capsys)[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("pil_sugestion_reply 2026-03-02", "pil_suggestion_reply"),
        ("听证 2026-03-02", "hearing_notice"),
        ("pil_suggestion_reply 2010-03-02", "施行期间"),
        ("pil_suggestion_reply 2026-03-02 --variant slow", "没有“slow”这种情形"),
        ("pil_suggestion_reply 2026-03-02 --own 9 day", "法定期限"),
        ("hearing_notice 2026-05-10 --extend 1 day", "倒算"),
        ("lead_assessment 2026-03-02 --own 5 weeks", "认不出长度"),
    ],
)
def test_what_cannot_be_counted_is_refused_in_a_sentence(
    words: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = said(f"law explain {words}", capsys)

    assert (code, out) == (1, "")
    assert told in err


@pytest.mark.parametrize(
    "words",
    [
        "explain lead_assessment soon",
        "explain lead_assessment 2026-03-02 --suspend 2026-03-10",
        "explain lead_assessment 2026-03-02 --suspend 2026-03-10..2026-03-09",
        "explain lead_assessment 2026-03-02 --urgent --variant a",
    ],
)
def test_wrong_usage_ends_with_two(words: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["law", *words.split()])

    assert ended.value.code == 2


WRONG = "deadlines:\n  - {key: hearing_notice, title: 听证告知, lenght: 3}\n"


def test_own_data_is_checked_before_a_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(f"law check {tmp_path}", capsys)[0] == 0
    (tmp_path / "a.yaml").write_text("areas: []", encoding="utf-8")
    assert "law/a.yaml：可用。" in said(f"law check {tmp_path}", capsys)[1]
    (tmp_path / "b.yaml").write_text(WRONG, encoding="utf-8")

    code, _, err = said(f"law check {tmp_path}", capsys)

    assert code == 1
    assert "law/b.yaml" in err
    assert "hearing_notice" in err


LONGER = """
deadlines:
  - {key: lead_assessment, title: 线索评估, flow: 线索, trigger: 线索登记, kind: own, length: 20,
     unit: day, basis: 本院线索管理办法, tag: NONE, verified: true, effective_from: 2021-07-01}
"""


def test_another_folder_stands_for_the_own_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.yaml").write_text(LONGER, encoding="utf-8")
    try:
        told = said(f"law explain lead_assessment 2026-03-02 --law {tmp_path}", capsys)
    finally:
        add_texts({})
    assert told[0] == 0
    assert "最后一日是2026年3月23日" in told[1]

    code, _, err = said(f"law explain lead_assessment 2026-03-02 --law {tmp_path}/no", capsys)
    assert (code, "没有文件" in err) == (1, True)


def test_the_start_stops_at_a_slip_and_names_it(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / "local.yaml").write_text("rules: []", encoding="utf-8")
    environment = {**os.environ, "XIEZHI_VAR": str(tmp_path), "LC_ALL": "zh_CN.UTF-8"}

    command = [sys.executable, "-m", "xiezhi.cli", "law", "explain", "sugg_reply", "2026-03-02"]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603

    assert (ended.returncode, ended.stdout) == (1, "")
    assert "law/local.yaml" in ended.stderr
    assert "字段“rules”" in ended.stderr
    assert "没有这一类数据" in ended.stderr


def test_every_reason_has_its_words() -> None:
    code = re.compile(r"\.wrong\(\s*[^,]+,\s*(?:\"(\w+)\" if \w+ else )?\"(\w+)\"\s*,?\s*\)")
    given = {
        reason
        for path in LAW.rglob("*.py")
        for pair in code.findall(path.read_text(encoding="utf-8"))
        for reason in pair
        if reason
    }

    assert given == set(REASONS)
