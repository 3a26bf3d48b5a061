"""The life of a policy version: written, watched in shadow, put in force by a second person, rolled back."""

import hashlib

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.ledger.actions import machine, person, record
from haven.policies.errors import PoliciesError, StaleDraft
from haven.policies.models import PolicyVersion
from haven.screening import PolicyError, default_policy_text, load_policy

LONGEST = 200_000
State = PolicyVersion.State


@transaction.atomic
def install_default_policy() -> PolicyVersion | None:
    """Make the policy that ships with Haven live, unless the site wrote its own; the new version, if there is one.

    A newer Haven with a changed default replaces the older default, never a policy that a person wrote.
    """
    text = default_policy_text()
    digest = _digest(text)
    live = PolicyVersion.objects.select_for_update().filter(state=State.LIVE).first()
    if live is not None and (live.author_id is not None or live.sha256 == digest):
        return None
    _retire(live)
    version = PolicyVersion.objects.create(text=text, sha256=digest, state=State.LIVE, live_at=timezone.now())
    record(actor=machine("migrate"), action="policy.went_live", subject=version.subject, sha256=digest)
    return version


@transaction.atomic
def save_draft(
    *, author: User, text: str, note: str = "", version: PolicyVersion | None = None, seen: str = ""
) -> PolicyVersion:
    """Keep what an author typed, valid or not, as a new draft or in the place of their last words.

    Args:
        author: who writes; of an older draft its author.
        text: the YAML.
        note: what changes and why, for who approves it; at most 300 characters.
        version: the draft that is written on.
        seen: `sha256` of what the author began from; a draft that changed since is not overwritten.

    Raises:
        PoliciesError: it is no draft any more, or another person's, or too long.
        StaleDraft: the draft was saved elsewhere meanwhile.
    """
    text = text.replace("\r\n", "\n")
    if len(text) > LONGEST or len(note) > 300 or "\x00" in text + note:
        raise PoliciesError("That is too long to keep, or holds a character that cannot be kept.")
    digest = _digest(text)
    if version is None:
        version = PolicyVersion(author=author)
    else:
        version = PolicyVersion.objects.select_for_update().get(pk=version.pk)
        if version.state != State.DRAFT or version.author_id != author.pk:
            raise PoliciesError("Only its author can change a draft, and only while it is one. Copy it instead.")
        if seen and seen != version.sha256:
            raise StaleDraft("This draft was saved in another window meanwhile. Your words are still here.")
    version.text, version.sha256, version.note, version.saved_at = text, digest, note.strip(), timezone.now()
    version.save()
    record(actor=person(author.pk), action="policy.saved", subject=version.subject, sha256=digest)
    return version


@transaction.atomic
def start_shadow(*, version: PolicyVersion, author: User) -> PolicyVersion:
    """Let a draft judge every new ad beside the live policy; what it says changes nothing.

    Raises:
        PoliciesError: it is no draft, or another person's.
        PolicyError: the text has faults.
    """
    version = PolicyVersion.objects.select_for_update().get(pk=version.pk)
    if version.state != State.DRAFT or version.author_id != author.pk:
        raise PoliciesError("Only a draft goes into shadow, and its author sends it there.")
    if load_policy(version.text).screens != "ads":
        raise PoliciesError("This policy is for messages. Ads are judged by a policy that says `screens: ads`.")
    version.state, version.shadow_at = State.SHADOW, timezone.now()
    version.save()
    record(actor=person(author.pk), action="policy.entered_shadow", subject=version.subject, sha256=version.sha256)
    return version


@transaction.atomic
def put_live(*, version: PolicyVersion, approver: User) -> PolicyVersion:
    """A second person puts a policy in force that was in shadow; the one before is retired.

    Raises:
        PoliciesError: it was not in shadow, or the approver wrote it.
    """
    live = PolicyVersion.objects.select_for_update().filter(state=State.LIVE).first()
    version = PolicyVersion.objects.select_for_update().get(pk=version.pk)
    if version.state != State.SHADOW:
        raise PoliciesError("A policy goes live from shadow, so that somebody has seen what it does.")
    if version.author_id == approver.pk:
        raise PoliciesError("You wrote this policy, so someone else must approve it.")
    _still_valid(version)
    version.approver = approver
    _switch(live, version)
    record(actor=person(approver.pk), action="policy.went_live", subject=version.subject, sha256=version.sha256)
    return version


@transaction.atomic
def roll_back(*, to: PolicyVersion, approver: User) -> PolicyVersion:
    """Put a policy in force again that was before; it was approved then.

    Raises:
        PoliciesError: it was never live, or this Haven does not know its signals any more.
    """
    live = PolicyVersion.objects.select_for_update().filter(state=State.LIVE).first()
    to = PolicyVersion.objects.select_for_update().get(pk=to.pk)
    if to.state != State.RETIRED or to.live_at is None:
        raise PoliciesError("Only a policy that was live before can be put in force again.")
    _still_valid(to)
    _switch(live, to)
    record(
        actor=person(approver.pk), action="policy.rolled_back", subject=to.subject, instead=live.pk if live else None
    )  # fmt: skip
    return to


@transaction.atomic
def discard(*, version: PolicyVersion, person_who: User) -> PolicyVersion:
    """Give up a draft, or take a policy out of shadow.

    Raises:
        PoliciesError: it is live, or over already.
    """
    version = PolicyVersion.objects.select_for_update().get(pk=version.pk)
    if version.state not in {State.DRAFT, State.SHADOW}:
        raise PoliciesError("Only a draft, or what is in shadow, can be given up.")
    _retire(version)
    record(actor=person(person_who.pk), action="policy.discarded", subject=version.subject)
    return version


def _switch(live: PolicyVersion | None, to: PolicyVersion) -> None:
    _retire(live)
    to.state, to.live_at, to.retired_at = State.LIVE, timezone.now(), None
    to.save()


def _retire(version: PolicyVersion | None) -> None:
    if version is not None:
        version.state, version.retired_at = State.RETIRED, timezone.now()
        version.save(update_fields=["state", "retired_at"])


def _still_valid(version: PolicyVersion) -> None:
    try:
        load_policy(version.text)
    except PolicyError as error:
        raise PoliciesError(f"This policy has faults by now: {error}") from None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
