"""送达: each way proves itself by what the law asks for it."""

from dataclasses import replace
from datetime import date

import pytest

from xiezhi.kernel.errors import DomainError, RuleRefusedError
from xiezhi.letters.rules.service import SERVICE_LABELS, Service, ServiceWay, check_service

TODAY = date(2026, 11, 25)
DIRECT = Service(way=ServiceWay.DIRECT, served_on=date(2026, 11, 24), signed_for_by="办公室主任01")


def check(
    service: Service,
    *,
    has_receipt: bool = True,
    has_consent: bool = False,
    sealed_on: date | None = date(2026, 11, 20),
) -> None:
    check_service(
        service,
        has_receipt=has_receipt,
        has_consent=has_consent,
        sealed_on=sealed_on,
        today=TODAY,
    )


@pytest.mark.parametrize(
    "service",
    [
        pytest.param(DIRECT, id="88-direct-with-signature-and-receipt"),
        pytest.param(replace(DIRECT, way=ServiceWay.EXCHANGE), id="exchange"),
        pytest.param(
            replace(DIRECT, way=ServiceWay.ANNOUNCED, note="旗水利局会议室，代表1名见证"),
            id="announced-with-place-and-witness",
        ),
        pytest.param(
            replace(
                DIRECT, way=ServiceWay.RETAINED, signed_for_by="", note="拒收，社区工作人员见证"
            ),
            id="89-retained-has-no-signatory",
        ),
        pytest.param(
            replace(DIRECT, way=ServiceWay.POST, tracking_number="EX0001"), id="91-post-by-number"
        ),
    ],
)
def test_service_that_proves_itself_stands(service: Service) -> None:
    check(service)


@pytest.mark.parametrize(
    ("service", "code"),
    [
        pytest.param(
            replace(DIRECT, served_on=date(2026, 11, 26)), "letters.day_in_future", id="future"
        ),
        pytest.param(
            replace(DIRECT, served_on=date(2026, 11, 19)),
            "letters.served_before_sealed",
            id="before-the-seal",
        ),
        pytest.param(replace(DIRECT, signed_for_by=" "), "letters.no_signatory", id="no-signatory"),
        pytest.param(
            replace(DIRECT, way=ServiceWay.RETAINED),
            "letters.retained_needs_reason",
            id="89-retained-without-reason",
        ),
        pytest.param(
            replace(DIRECT, way=ServiceWay.ANNOUNCED),
            "letters.announced_needs_place",
            id="announced-without-place",
        ),
        pytest.param(
            replace(DIRECT, way=ServiceWay.POST), "letters.no_tracking_number", id="91-no-number"
        ),
    ],
)
def test_service_that_lacks_something_is_refused(service: Service, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        check(service)
    assert refused.value.code == code


@pytest.mark.parametrize("way", [way for way in ServiceWay if way is not ServiceWay.ELECTRONIC])
def test_receipt_is_a_must_but_for_electronic_service(way: ServiceWay) -> None:
    with pytest.raises(DomainError, match="receipt_missing"):
        check(replace(DIRECT, way=way), has_receipt=False)


def test_electronic_service_needs_consent_on_file() -> None:
    electronic = replace(DIRECT, way=ServiceWay.ELECTRONIC, signed_for_by="")
    check(electronic, has_receipt=False, has_consent=True)
    with pytest.raises(RuleRefusedError) as refused:
        check(electronic, has_receipt=True, has_consent=False)
    assert refused.value.basis == "民事诉讼法第90条"


def test_letter_whose_seal_is_unknown_may_have_been_served_any_day() -> None:
    check(replace(DIRECT, served_on=date(2020, 1, 1)), sealed_on=None)


def test_every_way_has_its_words() -> None:
    assert set(SERVICE_LABELS) == set(ServiceWay)
