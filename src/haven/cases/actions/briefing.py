"""A brief is begun, edited, signed by a person, released to everyone by another, and withdrawn if it was wrong."""

from django.db import transaction
from django.utils import timezone

from haven.accounts.models import User
from haven.cases.actions.standing import as_member, at_work, checked
from haven.cases.brief.gate import check, check_public
from haven.cases.brief.text import Fault
from haven.cases.errors import CaseError
from haven.cases.grounds import grounds_in, people_in, places_in
from haven.cases.models import Brief, Case
from haven.ledger.actions import person, record, salted_digest


class NotGrounded(CaseError):
    """A brief that says what does not stand in its exhibits, or what must not be public; `faults` say where."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("The brief cannot stand like that.")
        self.faults = faults


class EditedMeanwhile(CaseError):
    """Somebody else changed the draft since it was read."""


@transaction.atomic
def begin_brief(*, case: Case, title: str, text: str, drafted_by: str, by: User) -> Brief:
    """Begin a brief with a draft.

    Raises:
        CaseError: no title, or a long one; see `at_work`.
    """
    case, title = at_work(case, by), checked(" ".join(title.split()), 120)
    if not title:
        raise CaseError("Give the brief a title.")
    brief = Brief.objects.create(case=case, title=title, text=text, drafted_by=drafted_by, begun_by=by)
    record(actor=person(by.pk), action="brief.begun", subject=brief.subject, case=case.pk, drafted_by=drafted_by)
    return brief


@transaction.atomic
def edit_brief(*, brief: Brief, text: str, region: str, by: User, seen: str = "") -> list[Fault]:
    """Keep what was typed, also if it cannot be signed like that; what is wrong with it.

    Args:
        brief: the draft.
        text: what was typed.
        region: country (ISO 3166) whose phone numbers need no prefix.
        by: a member of the case.
        seen: the version (see `Brief.version`) that was edited, so that nobody overwrites another's words unseen.

    Raises:
        EditedMeanwhile: there is another version by now.
        CaseError: it is signed, or the text too long.
    """
    locked = _open(brief, by)
    if seen and seen != locked.version:
        raise EditedMeanwhile(
            "Somebody changed this draft since you opened it. Your words are in the box, the present ones below it: "
            "put together what is to stay, and keep it again."
        )
    kept = "\n".join(checked(text, 20_000).splitlines()) + "\n"
    locked.edited = locked.edited or kept.split() != locked.text.split()
    locked.text = kept
    locked.save(update_fields=["text", "edited"])
    record(actor=person(by.pk), action="brief.edited", subject=locked.subject, case=locked.case_id)
    return check(locked.text, grounds_in(locked.case), region=region)


@transaction.atomic
def sign_brief(*, brief: Brief, region: str, by: User) -> None:
    """Stand for what a brief says.

    Raises:
        NotGrounded: something in it does not stand in the exhibits it cites.
        CaseError: it is signed.
    """
    locked = _open(brief, by)
    faults = check(locked.text, grounds_in(locked.case), region=region)
    if faults:
        raise NotGrounded(faults)
    locked.signed_by, locked.signed_at = by, timezone.now()
    locked.save(update_fields=["signed_by", "signed_at"])
    digest = salted_digest(b"brief", {"title": locked.title, "text": locked.text})
    record(actor=person(by.pk), action="brief.signed", subject=locked.subject, case=locked.case_id, digest=digest)


@transaction.atomic
def release_brief(*, brief: Brief, region: str, by: User) -> None:
    """Let everyone read a signed brief that somebody else signed.

    Raises:
        NotGrounded: there is something personal in it, or an exhibit it cites is gone.
        CaseError: not signed, or by oneself; see `at_work`.
    """
    case = at_work(brief.case, by)
    locked = Brief.objects.select_for_update().get(pk=brief.pk)
    if locked.signed_by_id is None or locked.signed_by_id == by.pk or locked.released_at is not None:
        raise CaseError("A brief is released once, after it was signed, by another member than signed it.")
    grounds = grounds_in(case)
    words = f"{locked.text}\n# Title\n{locked.title} [0]\n"
    places, people = places_in(grounds.values()), people_in(case)
    faults = check(locked.text, grounds, region=region)
    plain = {word for one in grounds.values() for word in one.plain_words}
    faults += check_public(words, places=places, people=people, region=region, plain=plain)
    if faults:
        raise NotGrounded(faults)
    locked.released_by, locked.released_at = by, timezone.now()
    locked.save(update_fields=["released_by", "released_at"])
    record(actor=person(by.pk), action="brief.released", subject=locked.subject, case=case.pk)


@transaction.atomic
def withdraw_brief(*, brief: Brief, why: str, by: User) -> None:
    """Take a public brief out of the newsroom for good. One member is enough, and the case may be closed.

    What is wrong must not stay there.

    Raises:
        CaseError: it is not public, or nobody said why.
        NotAMember: that person is none.
    """
    case, words = as_member(brief.case, by), checked(why, 1000)
    locked = Brief.objects.select_for_update().get(pk=brief.pk)
    if not locked.is_public:
        raise CaseError("This brief is not public.")
    if not words:
        raise CaseError("Say what is wrong with it; only members of the case read that.")
    locked.withdrawn_by, locked.withdrawn_at, locked.withdrawn_why = by, timezone.now(), words
    locked.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
    record(actor=person(by.pk), action="brief.withdrawn", subject=locked.subject, case=case.pk)


def _open(brief: Brief, by: User) -> Brief:
    at_work(brief.case, by)
    locked = Brief.objects.select_for_update().select_related("case").get(pk=brief.pk)
    if locked.signed_at is not None:
        raise CaseError("This brief is signed: begin another one.")
    return locked
