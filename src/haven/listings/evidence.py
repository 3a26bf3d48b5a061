"""An ad's revision as evidence: what a reader would have seen, what was said, and what screening answered.

Owns what is captured. Must not know who asks for it later. The page is drawn without scripts, styles or links, so
that it looks the same in twenty years.
"""

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.template.loader import render_to_string

import haven
from haven.custody.actions.capturing import Capture, capture, vouch
from haven.custody.models import EvidenceItem
from haven.ledger.actions import record
from haven.ledger.leaves import written_time
from haven.listings.errors import WrongState
from haven.listings.models import Listing, ListingRevision, RevisionPhoto, Verdict

_WIDEST = 4096


def evidence_of(revision: ListingRevision, verdict: Verdict | None) -> Capture:
    """Everything to keep of a revision: page, photos as they were served, facts, and the verdict with its signals."""
    listing = revision.listing
    shown = list(revision.shown_photos.select_related("photo"))
    photos = [(f"photo-{i:02d}.webp", each, _bytes(each)) for i, each in enumerate(shown, 1)]
    alts = [(path, each.alt) for path, each, data in photos if data is not None]
    page = render_to_string("evidence/ad.html", {"words": revision, "listing": listing, "photos": alts})
    return Capture(
        subject=listing.subject,
        about=f"person:{listing.poster_id}" if listing.poster_id else "",
        title=f"Ad {listing.code}, revision {revision.number}: {revision.title}",
        facts={
            "ad": listing.code,
            "revision": revision.number,
            "written_at": written_time(revision.created_at),
            "poster": f"person:{listing.poster_id}" if listing.poster_id else None,
            "site": settings.SITE_URL,
            "software": f"haven {haven.__version__}",
            "words": _words(revision),
            "photos": [_photo(path, each) | {"kept": data is not None} for path, each, data in photos],
            "screening": _screening(verdict) if verdict else None,
        },
        files={
            "ad.html": (page.encode(), "text/html; charset=utf-8"),
            **{path: (data, "image/webp") for path, _, data in photos if data is not None},
        },
    )


def _photo(path: str, shown: RevisionPhoto) -> dict[str, object]:
    return {"path": path, "uploaded_sha256": shown.photo.sha256, "pdq": shown.photo.pdq, "alt": shown.alt}


def _words(revision: ListingRevision) -> dict[str, object]:
    return {
        "title": revision.title,
        "body": revision.body,
        "category": revision.category.path,
        "price": None if revision.price is None else f"{revision.price:.2f}",
        "currency": revision.currency,
        "place": revision.place.name if revision.place else revision.place_words,
        "details": revision.details,
    }


def _screening(verdict: Verdict) -> dict[str, object]:
    hits = [
        {"signal": hit.signal, "weight": hit.weight, "start": hit.start, "end": hit.end, "why": hit.why}
        for hit in verdict.hits.order_by("id")
    ]
    return {
        "outcome": str(verdict.outcome), "ground": verdict.ground, "rule": verdict.rule, "policy": verdict.policy_id,
        "hits": hits, "failures": verdict.failures,
    }  # fmt: skip


def _bytes(shown: RevisionPhoto) -> bytes | None:
    """The largest copy that is served; none if its file is lost, which must not keep an ad from being judged."""
    try:
        with default_storage.open(shown.photo.path(_WIDEST)) as file:
            data: bytes = file.read()
    except FileNotFoundError:
        return None
    return data


@transaction.atomic
def capture_now(listing: Listing, actor: str) -> EvidenceItem:
    """The item that shows the ad's present revision; captured now if that was not done when it was written (imports).

    Raises:
        WrongState: the ad was never submitted.
    """
    revision = listing.lock().revision
    if revision is None:
        raise WrongState("This ad was never submitted.")
    beginning = f"Ad {listing.code}, revision {revision.number}: "
    known = EvidenceItem.objects.filter(subject=listing.subject, title__startswith=beginning).first()
    if known is not None:
        return known
    item = capture(evidence_of(revision, revision.verdicts.order_by("-created_at").first()))
    entry = record(actor=actor, action="evidence.captured", subject=item.name, of=listing.subject, evidence=item.digest)
    vouch(item, entry.pk)
    return item
