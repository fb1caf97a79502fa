"""Words sent to a reporter tell nothing to whoever looks over a shoulder."""

import pytest

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.vault.rules.relay import MAX_CHARACTERS, check_neutral


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("  ", "vault.relay_empty"),
        ("好" * (MAX_CHARACTERS + 1), "vault.relay_too_long"),
        ("请打开 https://example.cn 查看", "vault.relay_link"),
        ("请看 xiezhi.example.cn", "vault.relay_link"),
        ("请回电04771234567", "vault.relay_number"),
        ("请回电０４７７", "vault.relay_number"),
        ("编号AB请查看", "vault.relay_number"),
        ("这里是检察院，请回电", "vault.relay_telling"),
        ("您反映的问题有进展", "vault.relay_telling"),
        ("您的线索已收到", "vault.relay_telling"),
        ("案子有结果了", "vault.relay_telling"),
        ("请输入查询码", "vault.relay_telling"),
    ],
)
def test_telling_words_are_refused(words: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        check_neutral(words)
    assert refusal.value.code == code


def test_neutral_words_go_out_in_one_line() -> None:
    assert (
        check_neutral(" 您好，有新的消息，\n请方便时查看。 ") == "您好，有新的消息， 请方便时查看。"
    )
