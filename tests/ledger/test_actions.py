"""What may be written into the log, and how."""

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from haven.ledger.actions import VISITOR, machine, person, record, salted_digest
from haven.ledger.errors import LedgerError
from haven.ledger.models import LedgerEntry


@pytest.mark.django_db
def test_an_entry_says_who_did_what_to_what() -> None:
    entry = record(actor=person(7), action="listing.submitted", subject="listing:k3v9x2m7qa", revision=2, held=True)
    stored = LedgerEntry.objects.get(pk=entry.pk)
    assert (stored.actor, stored.action, stored.subject) == ("person:7", "listing.submitted", "listing:k3v9x2m7qa")
    assert stored.details == {"revision": 2, "held": True}
    assert str(stored).endswith("person:7 listing.submitted listing:k3v9x2m7qa")
    assert (machine("clock"), VISITOR) == ("machine:clock", "visitor")


def test_nothing_is_recorded_outside_the_transaction_it_tells_of(committed: None) -> None:
    with pytest.raises(LedgerError, match="in the transaction"):
        record(actor=VISITOR, action="notice.filed", subject="notice:1")
    assert not LedgerEntry.objects.exists()


@pytest.mark.django_db
def test_an_entry_goes_with_the_transaction_that_failed() -> None:
    with transaction.atomic():
        record(actor=VISITOR, action="notice.filed", subject="notice:1")
        transaction.set_rollback(True)
    assert not LedgerEntry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["submitted", "Listing.submitted", "listing.", "listing.a b", "a.b.c", "a.b\n"])
def test_an_action_has_one_form(action: str) -> None:
    with pytest.raises(LedgerError, match="noun"):
        record(actor=VISITOR, action=action, subject="listing:a")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [("actor", "person:" + "1" * 80), ("subject", "listing:" + "a" * 80), ("subject", "listing:\x00")],
)
def test_names_that_do_not_fit_are_refused_before_the_database_does(field: str, value: str) -> None:
    entry = {"actor": VISITOR, "action": "listing.read", "subject": "listing:a"} | {field: value}
    with pytest.raises(LedgerError):
        record(**entry)
    assert not LedgerEntry.objects.exists()


@pytest.mark.django_db
def test_content_does_not_get_into_the_log() -> None:
    with pytest.raises(LedgerError, match="content"):
        record(actor=VISITOR, action="notice.filed", subject="notice:1", text="a" * 201)
    with pytest.raises(LedgerError, match="content"):
        record(actor=VISITOR, action="notice.filed", subject="notice:1", text="a\x00b")


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=4), st.binary(min_size=16, max_size=16))
def test_a_digest_is_of_the_content_and_the_salt(content: dict[str, str], salt: bytes) -> None:
    digest = salted_digest(salt, content)
    assert digest == salted_digest(salt, dict(reversed(content.items())))
    assert digest != salted_digest(salt + b"!", content)
    assert digest != salted_digest(salt, content | {"one more": ""})
    assert len(bytes.fromhex(digest)) == 32


def test_a_digest_keeps_values_apart() -> None:
    assert salted_digest(b"", {"a": "bc", "d": ""}) != salted_digest(b"", {"a": "b", "d": "c"})
