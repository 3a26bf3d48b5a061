"""Nobody who reads the logs can open what only its owner may."""

import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client

from haven.listings.links import LIFETIMES, make_token
from haven.notices.models import new_case_code
from haven.project.log_redaction import redacted


@pytest.fixture
def site_log(capsys: pytest.CaptureFixture[str]) -> Iterator[pytest.CaptureFixture[str]]:
    """Logging as the site sets it up, and what it writes to standard error."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    logging.config.dictConfig(settings.LOGGING)
    yield capsys
    root.handlers[:], root.level = before


@pytest.mark.parametrize("purpose", LIFETIMES)
def test_a_link_loses_its_token(purpose: str) -> None:
    token = make_token(purpose, "17:4")
    assert redacted(f"Gone: /x/{token}/block/") == "Gone: /x/[token]/block/"


def test_a_case_code_is_left_out_and_other_words_stay() -> None:
    code = new_case_code()
    assert redacted(f"Not Found: /cases/{code}/") == "Not Found: /cases/[case]/"
    assert redacted(f"Not Found: /cases/{code.lower()}/") == "Not Found: /cases/[case]/"
    plain = "2026-11-24 12:02:36 Not Found: /ads/k3v9x2m7qa/ at http://127.0.0.1:8000"
    assert redacted(plain) == plain


@pytest.mark.django_db
def test_a_refused_request_leaves_no_key_in_the_log(site_log: pytest.CaptureFixture[str]) -> None:
    token = make_token("thread", "1:1")
    Client().get(f"/messages/{token}/block/")
    said = site_log.readouterr().err
    assert "/messages/[token]/block/" in said
    assert token not in said
