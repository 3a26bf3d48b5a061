"""Remarks for colleagues, and what people work on."""

from collections.abc import Iterable

from django.db import transaction

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.listings.models import Listing
from haven.listings.text_limits import check_texts
from haven.moderation.errors import ModerationError
from haven.moderation.models import Note, Skill


@transaction.atomic
def write_note(*, listing: Listing, author: User, text: str) -> Note:
    """Leave a remark about an ad for the desk.

    Raises:
        ModerationError: nothing was written, or more than a note holds.
    """
    note = Note(listing=listing, author=author, text=text.strip())
    if not note.text:
        raise ModerationError("Write what your colleagues should know.")
    check_texts(note, ModerationError)
    note.save()
    record(actor=person(author.pk), action="note.written", subject=listing.subject, note=note.pk)
    return note


@transaction.atomic
def set_skills(*, user: User, lanes: Iterable[str], senior: User) -> None:
    """Say which lanes of the queue a person works on; none means all."""
    wanted = sorted(set(lanes))
    Skill.objects.filter(user=user).exclude(lane__in=wanted).delete()
    Skill.objects.bulk_create([Skill(user=user, lane=lane) for lane in wanted], ignore_conflicts=True)
    record(
        actor=person(senior.pk), action="skills.set", subject=f"person:{user.pk}", lanes=",".join(wanted)[:200] or "all"
    )  # fmt: skip
