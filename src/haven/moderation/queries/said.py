"""What is said about ads that wait: by reporters, weighed by how reliable they were, and by posters who were asked."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from haven.listings.models import Listing
from haven.moderation.models import Question
from haven.notices.models import Notice, NoticeReason
from haven.notices.queries import standing
from haven.notices.weights import weight

MOST = 1000
"""Ads that are weighed before the first of them are shown."""


@dataclass(frozen=True, slots=True)
class Said:
    """About one ad: a few words for each reason, the weight of its open reports, whether a trusted flagger spoke."""

    words: tuple[str, ...] = ()
    weight: float = 0.0
    trusted: bool = False


def with_words(ads: QuerySet[Listing]) -> list[tuple[Listing, Said]]:
    """The ads with their words, each with what is said about it."""
    rows = list(ads.select_related("revision__category", "revision__place")[:MOST])
    told: dict[int, list[Notice]] = defaultdict(list)
    for notice in Notice.objects.filter(listing__in=rows, state=Notice.State.OPEN).order_by("filed_at"):
        told[notice.listing_id].append(notice)
    records = standing([notice for notices in told.values() for notice in notices])
    asked: dict[int, list[str]] = defaultdict(list)
    questions = Question.objects.filter(
        decision__revision__in=[row.revision_id for row in rows], decision__undone_at=None
    )  # fmt: skip
    for listing_id, answered in questions.order_by("id").values_list("decision__listing", "answered_at"):
        asked[listing_id].append("No answer in time" if answered is None else "The poster answered")
    said = []
    for row in rows:
        notices = told[row.pk]
        words = dict.fromkeys([str(NoticeReason(notice.reason).label) for notice in notices] + asked[row.pk])
        trusted = any(notice.trusted for notice in notices)
        voices = weight((records[notice.pk] for notice in notices), trusted=trusted) if notices else 0.0
        said.append((row, Said(tuple(words), voices, trusted)))
    return said
