"""Every fault of a volume has words that say where, which field and what to do."""

import ast

import pytest

from tests.architecture.source import PACKAGE
from xiezhi.documents.volume.faults import VolumeFaultsError
from xiezhi.documents.volume.values import VolumeFault, VolumeFaultKind
from xiezhi.web.desk.volume_problems import (
    _FIELDS,
    _FIELDS_ANYWHERE,
    fault_words,
    register_texts,
)
from xiezhi.web.problem_texts import text_of

CALLS = {"VolumeFault", "_words", "_long"}
OF_THE_CALL = {"where", "kind", "name", "limit"}


def named_fields() -> set[str]:
    """Every field the checks can name."""
    tree = ast.parse((PACKAGE / "documents" / "volume" / "faults.py").read_text(encoding="utf-8"))
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS
    ]
    words = [word for call in calls for word in call.keywords]
    constants = {
        str(word.value.value)
        for word in words
        if word.arg == "field" and isinstance(word.value, ast.Constant)
    }
    ordered = {
        str(node.args[1].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "_order"
        and isinstance(node.args[1], ast.Constant)
    }
    return constants | ordered | {word.arg for word in words if word.arg} - OF_THE_CALL - {"field"}


def test_every_field_the_checks_name_has_its_label() -> None:
    named = {field for _where, field in _FIELDS} | set(_FIELDS_ANYWHERE)
    assert named_fields() - named == set()


@pytest.mark.parametrize("kind", VolumeFaultKind)
def test_every_kind_has_words(kind: VolumeFaultKind) -> None:
    assert fault_words(f"item-3.content:{kind}").startswith("第3件：文件")


def test_faults_are_one_sentence_a_clerk_can_act_on() -> None:
    register_texts()
    problem = text_of(
        VolumeFaultsError(
            (
                VolumeFault(where="cover", field="kind", kind=VolumeFaultKind.MISSING),
                VolumeFault(where="item-12", field="content", kind=VolumeFaultKind.LOCKED),
                VolumeFault(where="photo-2", field="witness", kind=VolumeFaultKind.MISSING),
            )
        )
    )
    assert problem.text == (
        "还不能生成：卷宗封面：卷种未填写；第12件：文件已加密，请取得没有密码的文件；"
        "照片2：见证人（没有的写“无”）未填写。"
    )
