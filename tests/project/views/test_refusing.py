"""A form whose token does not fit: the words of our own pages come back, those of another site are not shown."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("origin", "shown"), [("http://testserver", True), ("https://elsewhere.example.org", False), ("null", False)]
)
def test_words_come_back_to_whoever_typed_them_here(origin: str, shown: bool) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/investigations/cases/new/", {"purpose": "Two <words>"}, headers={"Origin": origin})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "That page was too old" in page
    assert ("Two &lt;words&gt;</textarea>" in page) is shown
