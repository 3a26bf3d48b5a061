"""What moderation keeps about people: decisions about their ads, their appeals and answers, strikes.

Owns what of it is theirs to take along, and what goes when they are erased or when it is old. What colleagues tell each
other (notes, escalations, proposals, claims) is said in confidence and never handed out; it goes with age.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from haven.accounts.models import User
from haven.custody.queries import held
from haven.moderation.models import (
    Appeal,
    AppealMessage,
    DayNote,
    Decision,
    Escalation,
    KeptWords,
    Note,
    QASample,
    Question,
    StatementOfReasons,
    Strike,
    WorkBreak,
    WorkSpan,
    WorkWish,
)
from haven.moderation.models.work import owner_of

_AT_ONCE = 500


class ModerationRoom:
    """`haven.rights.rooms.Room` of this package."""

    def tell(self, person: User, address: str) -> dict[str, list[dict[str, Any]]]:
        """Decisions once they are final, appeals with their dialogue, strikes; never who decided."""
        return {
            "decisions": [_decision(row) for row in _decisions(person)],
            "machine_refusals": [_machine_refusal(row) for row in _machine_refusals(person)],
            "appeals": [_appeal(row) for row in _appeals(person, address)],
            "strikes": [
                {"decision_id": row.decision_id, "given_at": row.given_at, "lifted_at": row.lifted_at}
                for row in Strike.objects.filter(user=person)
            ],
            **_own_work(person),
        }

    def erase(self, person: User, address: str) -> None:  # noqa: ARG002 — the shape of a room
        """Strikes go, and what they saw of their own work here.

        What was decided, and said about it, stays as the record of it, like the ad.
        """
        Strike.objects.filter(user=person).delete()
        KeptWords.objects.filter(holder=person).delete()
        for model in (WorkSpan, WorkBreak, WorkWish, DayNote):
            model.objects.filter(owner=owner_of(person)).delete()

    def forget(self, before: datetime) -> int:
        """Words about old decisions: appeals, dialogue, answers, notes and escalations."""
        appeals = _not_held(Appeal.objects.filter(answered_at__lt=before).exclude(text=""), "decision__listing__code")
        questions = _not_held(
            Question.objects.filter(decision__decided_at__lt=before).exclude(answer=""), "decision__listing__code"
        )
        notes = _not_held(Note.objects.filter(written_at__lt=before), "listing__code")
        escalations = _not_held(Escalation.objects.filter(raised_at__lt=before).exclude(text=""), "listing__code")
        samples = _not_held(
            QASample.objects.filter(second_at__lt=before, revision__isnull=False).exclude(
                second_note="", settled_note=""
            ),
            "revision__listing__code",
        )
        refusals = _not_held(
            StatementOfReasons.objects.filter(appealed_at__lt=before).exclude(appeal_text=""),
            "verdict__revision__listing__code",
        )
        StatementOfReasons.objects.filter(pk__in=refusals).update(appeal_text="")
        AppealMessage.objects.filter(appeal__in=appeals).delete()
        Appeal.objects.filter(pk__in=appeals).update(text="", answer="")
        Question.objects.filter(pk__in=questions).update(answer="")
        Note.objects.filter(pk__in=notes).delete()
        Escalation.objects.filter(pk__in=escalations).update(text="")
        QASample.objects.filter(pk__in=samples).update(second_note="", settled_note="")
        return len(refusals) + len(appeals) + len(questions) + len(notes) + len(escalations) + len(samples)


def forget_work(before: datetime) -> int:
    """Delete what people at the desk see of their own work, and words kept for an item, older than this; how many."""
    old = (
        WorkSpan.objects.filter(seen_at__lt=before),
        WorkBreak.objects.filter(until__lt=before),
        DayNote.objects.filter(day__lt=before.date()),
        KeptWords.objects.filter(kept_at__lt=before),
    )
    return sum(rows.delete()[0] for rows in old)


def _own_work(person: User) -> dict[str, list[dict[str, Any]]]:
    owner = owner_of(person)
    items = WorkSpan.objects.filter(owner=owner).order_by("pk")
    breaks = WorkBreak.objects.filter(owner=owner).order_by("pk")
    wishes = WorkWish.objects.filter(owner=owner)
    days = DayNote.objects.filter(owner=owner).order_by("day")
    return {
        "work_items": [{"hard": row.hard, "from": row.began_at, "to": row.seen_at} for row in items],
        "work_breaks": [{"from": row.began_at, "to": row.until, "postponed": row.postponed} for row in breaks],
        "work_wishes": [{"items": row.items, "minutes": row.minutes, "not_taken": row.refused} for row in wishes],
        "work_days": [{"day": row.day, "you_were": row.get_feeling_display()} for row in days],
    }


def _decisions(person: User) -> Iterable[Decision]:
    """Those that are final: what can still be undone is not told, as its mail has not left either."""
    final = timezone.now() - timedelta(seconds=settings.UNDO_SECONDS)
    about = Decision.objects.filter(listing__poster=person, undone_at=None, decided_at__lte=final)
    return about.select_related("listing", "statement", "question").order_by("pk")


def _machine_refusals(person: User) -> Iterable[StatementOfReasons]:
    rows = StatementOfReasons.objects.filter(verdict__revision__listing__poster=person)
    return rows.select_related("verdict__revision__listing").order_by("pk")


def _appeals(person: User, address: str) -> Iterable[Appeal]:
    theirs = Q(notice=None, decision__listing__poster=person) | Q(notice__email__iexact=address)
    return Appeal.objects.filter(theirs).prefetch_related("messages").order_by("pk")


def _decision(row: Decision) -> dict[str, Any]:
    statement, question = getattr(row, "statement", None), getattr(row, "question", None)
    return {
        "decision_id": row.pk,
        "ad": row.listing.code,
        "outcome": row.outcome,
        "ground": row.ground_sentence,
        "facts": row.facts,
        "decided_at": row.decided_at,
        "statement": statement.text if statement else "",
        "your_answer": question.answer if question else "",
    }


def _machine_refusal(row: StatementOfReasons) -> dict[str, Any]:
    return {
        "ad": row.verdict.revision.listing.code if row.verdict else "",
        "statement": row.text,
        "your_appeal": row.appeal_text,
        "appealed_at": row.appealed_at,
    }


def _appeal(row: Appeal) -> dict[str, Any]:
    turns = [
        {"by": "you" if turn.author_id is None else "us", "at": turn.written_at, "text": turn.text}
        for turn in row.messages.all()
    ]
    final = row.shown == row.state
    return {
        "decision_id": row.decision_id,
        "text": row.text,
        "filed_at": row.filed_at,
        "state": row.shown,
        "answer": row.answer if final else "",
        "answered_at": row.answered_at if final else None,
        "dialogue": turns,
    }


def _not_held(rows: Any, code: str) -> list[int]:
    """The keys of some rows whose ad no hold covers, nor its poster."""
    found = list(rows.order_by("?").values_list("pk", code, f"{code.removesuffix('code')}poster_id")[:_AT_ONCE])
    kept = held({name for _, ad, poster in found for name in (f"listing:{ad}", f"person:{poster}")})
    return [pk for pk, ad, poster in found if not {f"listing:{ad}", f"person:{poster}"} & kept]
