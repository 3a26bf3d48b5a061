"""Links that carry a right carry that one, for a while, and nothing else."""

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from haven.listings.errors import BadLink
from haven.listings.links import LIFETIMES, absolute, make_token, read_token

PURPOSES = sorted(LIFETIMES)


@given(st.sampled_from(PURPOSES), st.text(max_size=40))
def test_what_was_signed_is_read(purpose: str, value: str) -> None:
    assert read_token(purpose, make_token(purpose, value)) == value


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_token_is_for_one_purpose(purpose: str) -> None:
    token = make_token(purpose, "k3v9x2m7qa")
    for other in set(PURPOSES) - {purpose}:
        with pytest.raises(BadLink):
            read_token(other, token)


@given(st.text(max_size=80) | st.binary(max_size=40).map(lambda data: data.decode("latin-1")))
def test_nothing_else_is_read(token: str) -> None:
    with pytest.raises(BadLink):
        read_token("manage", token)


@given(st.data())
def test_one_letter_changed_spoils_it(data: st.DataObject) -> None:
    token = make_token("manage", "k3v9x2m7qa")
    at = data.draw(st.integers(0, len(token) - 1))
    letter = data.draw(st.sampled_from("abcXYZ019-_:="))
    altered = token[:at] + letter + token[at + 1 :]
    if altered != token:
        with pytest.raises(BadLink, match="not complete"):
            read_token("manage", altered)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_token_dies(purpose: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.core.signing.time.time", lambda: 1_700_000_000.0)
    token = make_token(purpose, "x")
    seconds = LIFETIMES[purpose] * 86400
    monkeypatch.setattr("django.core.signing.time.time", lambda: 1_700_000_000.0 + seconds - 60)
    assert read_token(purpose, token) == "x"
    monkeypatch.setattr("django.core.signing.time.time", lambda: 1_700_000_000.0 + seconds + 60)
    with pytest.raises(BadLink, match="too old"):
        read_token(purpose, token)


def test_a_token_says_nothing_of_another_sites_secret(settings: Settings) -> None:
    token = make_token("manage", "x")
    settings.SECRET_KEY = "another"
    with pytest.raises(BadLink):
        read_token("manage", token)


def test_addresses_in_mails_are_whole() -> None:
    assert absolute("marketplace:ad", "k3v9x2m7qa") == f"{settings.SITE_URL}/ads/k3v9x2m7qa/"
