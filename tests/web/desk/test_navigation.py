"""The sidebar marks the one link that leads nearest to the page."""

import pytest

from tests.web.desk.staff import Desk


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/desk/", "/desk/"),
        ("/desk/exchange/", "/desk/exchange/"),
        ("/desk/exchange/received/", "/desk/exchange/received/"),
        ("/desk/quick/form/telephone/", "/desk/quick/"),
    ],
)
def test_one_link_is_current(desk: Desk, path: str, current: str) -> None:
    groups = desk.client(desk.inside.clerk).get(path).context["desk_navigation"]
    links = [link for group in groups for link in group["items"]]
    assert [link["url"] for link in links if link["is_current"]] == [current]
