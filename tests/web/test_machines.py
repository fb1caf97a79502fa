"""What machines are answered: figures to this machine only, and no more of them than we name."""

import pytest
from django.test import Client
from prometheus_client import REGISTRY

from xiezhi.accounts.models import Procuratorate


@pytest.mark.parametrize(
    ("headers", "address", "status"),
    [
        pytest.param({}, "127.0.0.1", 200, id="this machine"),
        pytest.param({}, "192.0.2.4", 404, id="another machine"),
        pytest.param({"x-forwarded-for": "127.0.0.1"}, "127.0.0.1", 404, id="through a proxy"),
        pytest.param({"forwarded": "for=127.0.0.1"}, "127.0.0.1", 404, id="another proxy"),
        pytest.param({}, "", 404, id="unknown"),
    ],
)
def test_figures_stay_on_this_machine(
    office: Procuratorate, headers: dict[str, str], address: str, status: int
) -> None:
    client = Client(headers={"host": "localhost"} | headers, REMOTE_ADDR=address)
    assert client.get("/metrics").status_code == status


def test_invented_methods_make_no_figures_of_their_own(office: Procuratorate) -> None:
    client = Client(headers={"host": "localhost"})
    for number in range(3):
        client.generic(f"CANARY{number}", "/")
    labels = {
        sample.labels.get("method", "")
        for metric in REGISTRY.collect()
        for sample in metric.samples
    }
    assert not any(label.startswith("CANARY") for label in labels)
