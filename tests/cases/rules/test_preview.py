"""内部预审 passes from handler to head to chief; who does not agree ends the round."""

import pytest

from xiezhi.cases.rules.preview import PreviewStage, stage_after

HANDLER, HEAD, CHIEF = PreviewStage


@pytest.mark.parametrize(
    ("given", "following"),
    [
        pytest.param([], HANDLER, id="begins with the handler"),
        pytest.param([(HANDLER, True)], HEAD, id="then the head"),
        pytest.param([(HANDLER, True), (HEAD, True)], CHIEF, id="then the chief"),
        pytest.param([(HANDLER, True), (HEAD, False)], None, id="returned"),
        pytest.param([(HANDLER, True), (HEAD, True), (CHIEF, True)], None, id="seen by all"),
    ],
)
def test_whose_opinion_comes_next(
    given: list[tuple[PreviewStage, bool]], following: PreviewStage | None
) -> None:
    assert stage_after(given) is following
