"""What a paper does not say is said of the paper itself: a suggestion is no letter."""

from uuid import uuid4

import pytest

from xiezhi.letters.models import Letter
from xiezhi.web.templatetags.desk import not_said


@pytest.mark.parametrize(
    ("paper_name", "words"),
    [
        ("", "函中没有写明"),
        ("检察建议书", "《检察建议书》中没有写明"),
        ("社会治理检察建议书", "《社会治理检察建议书》中没有写明"),
    ],
)
def test_words_follow_the_kind_of_paper(paper_name: str, words: str) -> None:
    assert not_said(Letter(procuratorate_id=uuid4(), paper_name=paper_name)) == words
