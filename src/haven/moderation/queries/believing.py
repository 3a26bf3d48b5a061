"""Whose report is as urgent as its reason says: a witness's, not that of a crowd of fresh addresses.

Owns: what tells the two apart (ADR 0020). Must not know: what a reason is worth (`duties`), how the list is made.
"""

from django.db.models import BooleanField, Case, Count, Exists, ExpressionWrapper, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, LessThan

from haven.listings.models import RevisionPhoto, SignalHit
from haven.moderation.duties import DUTIES
from haven.notices.models import Notice, NoticeReason
from haven.screening.signals import BY_SLUG

_LIFE = [str(reason) for reason, duty in DUTIES.items() if duty.urgency == 1]
_EXPLOITING = [slug for slug, signal in BY_SLUG.items() if signal.ground in {"labour-exploitation", "child-safety"}]
_LEANS = "leans-towards-harm"
CROWD = 3
"""Voices from which on nobody is believed for being one of them."""


def believed_at_once() -> Q:
    """Of a report: a life or a child is at stake, a record stands behind it, the ad bears it out, or few speak at all.

    What bears it out: for exploitation, that any signal that speaks for it fired on these words, however weakly; for an
    intimate image, that there is a picture. One or two fresh voices may be the victim and a friend; reports that were
    found wrong before count among the voices, so that a crowd does not begin anew when a person has looked.
    """
    words = SignalHit.objects.filter(verdict__revision=OuterRef("listing__revision"), signal__in=[*_EXPLOITING, _LEANS])
    pictures = RevisionPhoto.objects.filter(revision=OuterRef("listing__revision"))
    return (
        Q(reason__in=_LIFE)
        | Q(trusted=True)
        | (Q(reason=NoticeReason.EXPLOITATION) & Exists(words))
        | (Q(reason=NoticeReason.INTIMATE) & Exists(pictures))
        | Q(_was_oftener_right())
        | Q(LessThan(_voices(), Value(CROWD)))
    )


def _voices() -> Coalesce:
    """How many reports there are about the ad that nothing came of, or not yet."""
    about = Notice.objects.filter(listing=OuterRef("listing")).exclude(state=Notice.State.ACTED).order_by()
    return Coalesce(Subquery(about.values("listing").annotate(n=Count("pk")).values("n")), Value(0))


def _was_oftener_right() -> "ExpressionWrapper[Q]":
    """Whether this address confirmed the report, and was oftener right than wrong in those that it confirmed."""
    theirs = Notice.objects.filter(email=OuterRef("email"), confirmed_at__isnull=False).order_by().values("email")
    counted = theirs.annotate(
        lead=Count("pk", filter=Q(state=Notice.State.ACTED)) - Count("pk", filter=Q(state=Notice.State.KEPT))
    )
    lead = Coalesce(Subquery(counted.values("lead")), Value(0))
    ahead = Case(When(confirmed_at__isnull=False, then=lead), default=Value(0))
    return ExpressionWrapper(Q(GreaterThan(ahead, Value(0))), output_field=BooleanField())
