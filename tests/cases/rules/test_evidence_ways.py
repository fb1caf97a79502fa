"""What the rules ask of a piece of evidence by how it was obtained (办案规则第38至42条)."""

from typing import Any

import pytest

from xiezhi.cases.rules.evidence import (
    AGREES,
    CollectionWay,
    EvidenceKind,
    check_piece,
    check_way,
    copy_note,
)
from xiezhi.kernel.errors import DomainError

NOTE = copy_note(
    taken_by="检察官01、书记员01", given_by="档案员01", taken_on="2026-03-05", source="旗档案馆"
)


@pytest.mark.parametrize(
    ("changes", "code", "article"),
    [
        pytest.param({}, "", "", id="document in the original"),
        pytest.param({"is_copy": True, "copy_note": NOTE}, "", "", id="copy with its note"),
        pytest.param(
            {"is_copy": True, "copy_note": "复印于档案馆"},
            "cases.copy_note_missing",
            "办案规则第38条",
            id="copy that was not compared",
        ),
        pytest.param(
            {"kind": EvidenceKind.ELECTRONIC}, "cases.no_place", "办案规则第39条", id="no place"
        ),
        pytest.param(
            {"kind": EvidenceKind.ELECTRONIC, "place": "展旦召苏木"}, "", "", id="with place"
        ),
    ],
)
def test_piece_says_what_its_article_asks(changes: dict[str, Any], code: str, article: str) -> None:
    given: dict[str, Any] = {"place": "", "copy_note": "", "is_copy": False} | changes
    kind = given.pop("kind", EvidenceKind.DOCUMENT)
    assert _refusal(lambda: check_piece(kind, "登记表", "土地性质", **given)) == (code, article)


@pytest.mark.parametrize(
    ("kind", "way", "given", "code", "article"),
    [
        pytest.param(
            EvidenceKind.EXPERT_OPINION,
            CollectionWay.CONSULTATION,
            {"has_file": False},
            "cases.opinion_not_signed",
            "办案规则第40条",
            id="oral opinion without signed record",
        ),
        pytest.param(
            EvidenceKind.APPRAISAL,
            CollectionWay.COMMISSION,
            {"source": ""},
            "cases.no_institution",
            "办案规则第41条",
            id="appraisal by nobody",
        ),
        pytest.param(
            EvidenceKind.SITE_RECORD,
            CollectionWay.INSPECTION,
            {"is_led": False},
            "cases.no_prosecutor_led",
            "办案规则第42条",
            id="inspection led by an assistant",
        ),
        pytest.param(
            EvidenceKind.SITE_RECORD, CollectionWay.INSPECTION, {}, "", "", id="led by a 检察官"
        ),
        pytest.param(
            EvidenceKind.DOCUMENT,
            CollectionWay.COLLECTION,
            {"has_file": False, "source": "", "is_led": False},
            "",
            "",
            id="document collected",
        ),
    ],
)
def test_way_is_tied_to_its_condition(
    kind: EvidenceKind, way: CollectionWay, given: dict[str, Any], code: str, article: str
) -> None:
    values: dict[str, Any] = {"has_file": True, "source": "某中心", "is_led": True} | given
    assert _refusal(lambda: check_way(kind, way, **values)) == (code, article)


def test_note_on_a_copy_names_everything_or_is_none() -> None:
    assert NOTE.endswith(AGREES)
    assert not copy_note(taken_by="检察官01", given_by="", taken_on="2026-03-05", source="旗档案馆")


def _refusal(check: Any) -> tuple[str, str]:
    try:
        check()
    except DomainError as error:
        return error.code, error.basis
    return "", ""
