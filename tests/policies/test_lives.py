"""From draft through shadow to live and back; two people, and the database sees to it."""

import pytest
from django.db import IntegrityError, transaction

from haven.accounts.models import Role, User
from haven.ledger.models import LedgerEntry
from haven.policies.actions import discard, put_live, roll_back, save_draft, start_shadow
from haven.policies.errors import PoliciesError, StaleDraft
from haven.policies.models import PolicyVersion
from haven.policies.queries import live_before, live_policy, shadow_policies
from haven.screening import PolicyError, default_policy_text
from tests.factories import a_policy_version, a_user

pytestmark = pytest.mark.django_db
TEXT = default_policy_text().replace('version: "1"', 'version: "2"', 1)


@pytest.fixture
def author() -> User:
    return a_user(Role.POLICY_AUTHOR)


@pytest.fixture
def approver() -> User:
    return a_user(Role.POLICY_APPROVER)


def in_shadow(author: User) -> PolicyVersion:
    return start_shadow(version=save_draft(author=author, text=TEXT), author=author)


def test_the_whole_life(author: User, approver: User) -> None:
    first = a_policy_version()
    version = in_shadow(author)
    assert [policy.version for _, policy in shadow_policies()] == ["2"]
    put_live(version=version, approver=approver)
    live, policy = live_policy()
    assert (live, policy.version, shadow_policies()) == (version, "2", [])
    assert live_before() == first
    roll_back(to=first, approver=approver)
    assert live_policy()[0] == first
    version.refresh_from_db()
    assert (version.state, live_before()) == ("retired", version)
    actions = [entry.action for entry in LedgerEntry.objects.filter(action__startswith="policy.").order_by("id")]
    assert actions == ["policy.saved", "policy.entered_shadow", "policy.went_live", "policy.rolled_back"]


def test_its_author_does_not_approve_it(author: User) -> None:
    a_policy_version()
    version = in_shadow(author)
    with pytest.raises(PoliciesError, match="someone else"):
        put_live(version=version, approver=author)
    PolicyVersion.objects.filter(state="live").update(state="retired")
    for approved_by in (author, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            PolicyVersion.objects.filter(pk=version.pk).update(state="live", approver=approved_by)


def test_nothing_goes_live_that_was_not_in_shadow(author: User, approver: User) -> None:
    draft = save_draft(author=author, text=TEXT)
    with pytest.raises(PoliciesError, match="from shadow"):
        put_live(version=draft, approver=approver)
    with pytest.raises(PoliciesError, match="live before"):
        roll_back(to=draft, approver=approver)


def test_faults_do_not_keep_a_draft_from_being_saved_but_from_going_on(author: User) -> None:
    draft = save_draft(author=author, text="version: 1\nrules: {")
    with pytest.raises(PolicyError):
        start_shadow(version=draft, author=author)
    messages = save_draft(author=author, text=default_policy_text("messages"))
    with pytest.raises(PoliciesError, match="for messages"):
        start_shadow(version=messages, author=author)


def test_a_draft_is_its_authors_and_is_not_overwritten_unseen(author: User) -> None:
    draft = save_draft(author=author, text=TEXT)
    began_from = draft.sha256
    save_draft(author=author, text=TEXT + "# more", version=draft, seen=began_from)
    with pytest.raises(StaleDraft):
        save_draft(author=author, text=TEXT + "# other", version=draft, seen=began_from)
    with pytest.raises(PoliciesError, match="author"):
        save_draft(author=a_user(Role.POLICY_AUTHOR), text=TEXT, version=draft)
    for text in ("x" * 200_001, "a\x00b"):
        with pytest.raises(PoliciesError):
            save_draft(author=author, text=text)


def test_what_left_the_draft_never_changes(author: User) -> None:
    version = in_shadow(author)
    with pytest.raises(PoliciesError):
        save_draft(author=author, text=TEXT + "# more", version=version)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        PolicyVersion.objects.filter(pk=version.pk).update(text="other")


def test_giving_up(author: User) -> None:
    version = in_shadow(author)
    discard(version=version, person_who=author)
    assert shadow_policies() == []
    assert live_before() is None
    with pytest.raises(PoliciesError):
        discard(version=version, person_who=author)
