"""``xiezhi verify bundle`` as a court runs it: no Django, no database, no network."""

import json
import os
import re
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.architecture.source import ROOT
from tests.evidence.bundles import PHOTO_BYTES, SCAN_BYTES, STRANGER, TRUSTED, parts
from xiezhi.ledger.rules.signed_note import verifier_key

LOADED = """
import sys
from xiezhi.cli import main
code = main(sys.argv[1:])
heavy = {"django", "psycopg", "procrastinate", "socket", "ssl", "http", "asyncio", "granian"}
print("loaded:", sorted(heavy & {name.split(".")[0] for name in sys.modules}))
sys.exit(code)
"""


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "bundle.zip"
    path.write_bytes(parts().written())
    return path


def verify(*words: str, lang: str = "zh_CN.UTF-8") -> subprocess.CompletedProcess[str]:
    unset = {"LC_ALL", "LC_MESSAGES", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    environment = {k: v for k, v in os.environ.items() if k not in unset}
    return subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-c", LOADED, "verify", "bundle", *words],
        env=environment | {"LANG": lang},
        capture_output=True,
        text=True,
        check=False,
    )


def test_sound_bundle_is_told_in_chinese_without_loading_anything_heavy(bundle: Path) -> None:
    done = verify(str(bundle), "--key", TRUSTED)
    assert (done.returncode, done.stderr) == (0, "")
    original = sha256(PHOTO_BYTES).hexdigest()
    assert done.stdout.splitlines() == [
        "测试人民检察院 2026-3 督促履职案：文件 2 个，核验包 AB12CD34，2026-11-26 由 检察官02 制作，检查点覆盖 7 条留痕。",
        f"说明：消防水鹤，包里是去除元数据的副本；原件封存在制作单位，SHA-256 为 {original}。",
        "核验通过：完好，未被改动。",
        "loaded: []",
    ]


def test_altered_bundle_names_what_was_altered_and_ends_with_1(bundle: Path) -> None:
    data = bundle.read_bytes()
    bundle.write_bytes(data.replace(SCAN_BYTES, SCAN_BYTES.replace(b"two", b"TWO")))
    done = verify(str(bundle), "--key", TRUSTED, "--json")
    assert done.returncode == 1
    said = json.loads(done.stdout.splitlines()[0])
    assert said["outcome"] == "tampered"
    assert any(one["name"].startswith("files/") for one in said["findings"])


def test_bundle_cut_off_ends_with_2_and_without_a_known_key_with_3(
    bundle: Path, tmp_path: Path
) -> None:
    assert verify(str(bundle)).returncode == 3
    stranger = verifier_key("ceshi.xiezhi", STRANGER.public_key())
    assert verify(str(bundle), "--key", stranger).returncode == 3
    known = tmp_path / "keys.txt"
    known.write_text(f"# 达拉特旗\n{stranger}\n\n{TRUSTED}\n", encoding="utf-8")
    assert verify(str(bundle), "--keys", str(known)).returncode == 0
    bundle.write_bytes(bundle.read_bytes()[:-1])
    assert verify(str(bundle), "--keys", str(known)).returncode == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.zip"], "没有文件"),
        (["{bundle}", "--key", "not a key"], "--key"),
        (["{bundle}", "--keys", "nowhere.txt"], "没有文件"),
    ],
)
def test_what_cannot_be_verified_is_said_and_not_called_sound(
    bundle: Path, words: list[str], said: str
) -> None:
    done = verify(*(word.format(bundle=bundle) for word in words))
    assert done.returncode == 2
    assert said in done.stderr


def test_script_of_the_manual_verifies_with_python_alone(bundle: Path, tmp_path: Path) -> None:
    manual = (ROOT / "docs" / "verifying.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(.*?)```", manual, re.DOTALL)
    assert found is not None
    script = tmp_path / "check.py"
    script.write_text(found.group(1), encoding="utf-8")
    command = [sys.executable, "-I", str(script), str(bundle), TRUSTED]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # ours
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("ok AB12CD34 entries signed: 7\n")
    data = bundle.read_bytes()
    bundle.write_bytes(data.replace(SCAN_BYTES, SCAN_BYTES.replace(b"two", b"TWO")))
    again = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # ours
    assert again.returncode != 0
