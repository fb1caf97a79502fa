"""The six statutory sources and the ways information arrives."""

import pytest

from xiezhi.law.sources import (
    IntakeChannel,
    StatutorySource,
    lawful_sources,
    source_register,
    statutory_source,
)

CHANNELS = [
    # way of arrival (来源方式), source by 办案规则24条
    (IntakeChannel.SNAP, "随手拍", 1),
    (IntakeChannel.WECHAT_GROUP, "微信群", 1),
    (IntakeChannel.TELEPHONE, "电话", 1),
    (IntakeChannel.LETTER, "来信", 1),
    (IntakeChannel.VISIT, "来访", 1),
    (IntakeChannel.HOTLINE_12345, "12345", 5),
    (IntakeChannel.YIXIN, "益心为公", 1),
    (IntakeChannel.DEPUTY_SUGGESTION, "代表建议", 4),
    (IntakeChannel.CPPCC_PROPOSAL, "政协提案", 4),
    (IntakeChannel.MEDIA, "媒体舆情", 5),
    (IntakeChannel.AGENCY_TRANSFER, "行政机关移送", 4),
    (IntakeChannel.INTERNAL_TRANSFER, "本院部门移送", 2),
    (IntakeChannel.SUPERIOR_ASSIGNMENT, "上级交办", 4),
    (IntakeChannel.PROCURATORATE_TRANSFER, "其他检察院移送", 4),
    (IntakeChannel.CASEWORK, "办案发现", 2),
]


@pytest.mark.parametrize(("channel", "label", "number"), CHANNELS, ids=[row[0] for row in CHANNELS])
def test_a_way_of_arrival_means_one_source(channel: IntakeChannel, label: str, number: int) -> None:
    register = source_register()

    assert register.channels[channel].label == label
    assert register.sources[statutory_source(channel)].number == number


def test_channels_are_offered_in_the_order_of_the_form() -> None:
    assert [row[0] for row in CHANNELS] == list(source_register().channels)


@pytest.mark.parametrize("channel", [IntakeChannel.SNAP, IntakeChannel.YIXIN])
def test_an_assigned_patrol_is_other_duty(channel: IntakeChannel) -> None:
    assert statutory_source(channel, is_assigned=True) is StatutorySource.OTHER_DUTY


def test_a_letter_stays_a_report_even_from_someone_assigned() -> None:
    assert statutory_source(IntakeChannel.LETTER, is_assigned=True) is StatutorySource.REPORT


def test_an_agency_may_have_used_the_shared_platform() -> None:
    assert StatutorySource.SHARED_PLATFORM in lawful_sources(IntakeChannel.AGENCY_TRANSFER)


@pytest.mark.parametrize("channel", list(IntakeChannel))
@pytest.mark.parametrize("is_assigned", [False, True])
def test_the_usual_source_is_always_lawful(channel: IntakeChannel, is_assigned: bool) -> None:
    assert statutory_source(channel, is_assigned=is_assigned) in lawful_sources(channel)


def test_the_six_sources_are_those_of_article_24() -> None:
    register = source_register()

    assert (register.instrument.short, register.article) == ("办案规则", "第24条")
    assert [entry.number for entry in register.sources.values()] == [1, 2, 3, 4, 5, 6]
    assert list(register.sources) == list(StatutorySource)
