"""What was posted without a sign-in: the page of problems leads to the right door and back."""

import pytest
from django.test import Client


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("address", "came_from", "door"),
    [
        pytest.param(
            "/desk/quick/form/telephone/",
            "",
            "/desk/sign-in/?next=%2Fdesk%2Fquick%2Fform%2Ftelephone%2F",
            id="back to the form",
        ),
        pytest.param(
            "/desk/exchange/parts/",
            "http://testserver/desk/exchange/?box=in",
            "/desk/sign-in/?next=%2Fdesk%2Fexchange%2F%3Fbox%3Din",
            id="back to the page the form stood on",
        ),
        pytest.param(
            "/desk/quick/form/telephone/",
            "https://elsewhere.example/desk/",
            "/desk/sign-in/?next=%2Fdesk%2Fquick%2Fform%2Ftelephone%2F",
            id="never to another site",
        ),
    ],
)
def test_page_of_what_was_posted_without_a_sign_in_offers_it(
    address: str, came_from: str, door: str
) -> None:
    answer = Client().post(address, headers={"Referer": came_from} if came_from else {})
    assert (answer.status_code, answer.headers["X-Sign-In"]) == (403, door)
    assert f'href="{door}"' in answer.content.decode()


@pytest.mark.usefixtures("office")
def test_stale_page_says_so_to_scripts() -> None:
    answer = Client(enforce_csrf_checks=True).post("/desk/quick/form/telephone/")
    assert (answer.status_code, answer.headers["X-Stale-Page"]) == (403, "yes")
