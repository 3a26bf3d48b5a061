"""Which policy is put in force by itself, and which never is."""

import pytest
from django.db import IntegrityError, transaction

from haven.ledger.models import LedgerEntry
from haven.policies.actions import install_default_policy
from haven.policies.models import PolicyVersion
from haven.screening import default_policy_text
from tests.factories import a_policy_version, a_user

pytestmark = pytest.mark.django_db
LIVE = PolicyVersion.State.LIVE


def test_the_default_is_installed_once() -> None:
    version = install_default_policy()
    assert version is not None
    assert (version.text, version.state, version.author) == (default_policy_text(), LIVE, None)
    assert version.live_at is not None
    assert install_default_policy() is None
    entry = LedgerEntry.objects.get()
    assert (entry.action, entry.subject) == ("policy.went_live", f"policy:{version.pk}")
    assert entry.details == {"sha256": version.sha256}


def test_a_changed_default_replaces_the_older_one() -> None:
    older = a_policy_version(text=default_policy_text() + "\n# as an older Haven had it\n")
    newer = install_default_policy()
    older.refresh_from_db()
    assert older.state == PolicyVersion.State.RETIRED
    assert PolicyVersion.objects.get(state=LIVE) == newer


def test_what_a_person_wrote_stays_in_force() -> None:
    theirs = a_policy_version(text=default_policy_text() + "\n# ours\n", author=a_user())
    assert install_default_policy() is None
    assert PolicyVersion.objects.get(state=LIVE) == theirs


def test_the_database_knows_one_live_policy_only() -> None:
    a_policy_version()
    with pytest.raises(IntegrityError, match="one_live_policy"), transaction.atomic():
        a_policy_version(text="version: '2'")


def test_nobody_approves_what_they_wrote() -> None:
    author = a_user()
    draft = a_policy_version(state=PolicyVersion.State.DRAFT, author=author)
    draft.approver = author
    with pytest.raises(IntegrityError, match="author_is_not_approver"), transaction.atomic():
        draft.save()
    draft.approver = a_user()
    draft.save()
