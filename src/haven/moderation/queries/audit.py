"""The second look as people see it: what comes next, how far reviewers agree, what is to be settled."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from haven.accounts.models import User
from haven.moderation.agreement import Agreement, agreement
from haven.moderation.models import Claim, GoldenAd, GoldenAnswer, QASample
from haven.moderation.queries.hardness import NOTHING, hard_lanes, kinds_of_ads
from haven.moderation.queries.own_work import own_work
from haven.screening.intervals import Interval, wilson

_EVERY = 5
"""Every so many-th ad that a reviewer looks at is a golden one, while there are any that they have not seen."""
_MOST = 100


@dataclass(frozen=True, slots=True)
class Sureness:
    """How often one reviewer was right about golden ads, and wrong in disagreements that a lead settled."""

    reviewer: User
    right: int
    answered: int
    share: Interval | None
    settled_for: int
    settled_against: int


def open_samples(reviewer: User) -> QuerySet[QASample]:
    """What this person could look at: not decided by them, still there, not taken back."""
    waiting = QASample.objects.filter(second_at=None, revision__isnull=False, revision__listing__revision__isnull=False)
    waiting = waiting.filter(Q(decision=None) | Q(decision__undone_at=None))
    return waiting.exclude(Q(first_by=reviewer) | Q(first_also=reviewer)).order_by("id")


def next_look(reviewer: User) -> QASample | GoldenAd | None:
    """What this person looks at next: mostly a sample that nobody has in hand, now and then a golden ad."""
    now = timezone.now()
    taken = Claim.objects.filter(subject__startswith="sample:", until__gte=now).exclude(holder=reviewer)
    busy = [int(subject.partition(":")[2]) for subject in taken.values_list("subject", flat=True)]
    sample = _first_for(reviewer, open_samples(reviewer).exclude(pk__in=busy).select_related("revision"))
    if sample is None:
        return None
    looked = QASample.objects.filter(second_by=reviewer).count()
    answered = GoldenAnswer.objects.filter(reviewer=reviewer).count()
    if (looked + answered) % _EVERY == _EVERY - 1:
        agreed_on = GoldenAd.objects.filter(retired_at=None, agreed_by__isnull=False)
        unseen = agreed_on.exclude(added_by=reviewer).exclude(agreed_by=reviewer)
        return unseen.exclude(answers__reviewer=reviewer).order_by("id").first() or sample
    return sample


def _first_for(reviewer: User, samples: QuerySet[QASample]) -> QASample | None:
    """The first whose kinds this reviewer takes now, among those that have waited longest."""
    hard = frozenset(hard_lanes())
    barred = own_work(reviewer).barred(hard)
    rows = list(samples[:_MOST])
    if not barred:
        return rows[0] if rows else None
    there = [(row, row.revision.listing_id) for row in rows if row.revision]
    kinds = kinds_of_ads((ad for _, ad in there), hard, settled=True)
    return next((row for row, ad in there if not kinds.get(ad, NOTHING) & barred), None)


def agreed(*, machine: bool) -> Agreement:
    """How far the second look agrees with screening, or with the people who decided first."""
    judged = QASample.objects.exclude(second_at=None).filter(first_by__isnull=machine)
    pairs = judged.values_list("first_against", "second_against")
    return agreement((first, bool(second)) for first, second in pairs)


def disagreements() -> QuerySet[QASample]:
    """What a lead has to settle, the oldest first."""
    rows = QASample.objects.exclude(second_at=None).exclude(second_against=F("first_against")).filter(settled_by=None)
    rows = rows.filter(revision__listing__revision__isnull=False)  # what was erased since, nobody can read any more
    people = rows.select_related("revision__listing", "revision__category", "first_by", "first_also", "second_by")
    return people.select_related("decision").order_by("second_at")


def settled_about(reviewer: User) -> list[QASample]:
    """Disagreements of this person that a lead has settled, the latest first."""
    theirs = Q(first_by=reviewer) | Q(first_also=reviewer) | Q(second_by=reviewer)
    rows = QASample.objects.exclude(settled_by=None).filter(theirs).select_related("revision__listing", "settled_by")
    return list(rows.order_by("-settled_at")[:10])


def sureness() -> list[Sureness]:
    """Every reviewer who answered golden ads or was in a settled disagreement, by name."""
    answers: dict[int, list[bool]] = {}
    for reviewer, right in GoldenAnswer.objects.values_list("reviewer", "right"):
        answers.setdefault(reviewer, []).append(right)
    won: dict[int, list[bool]] = {}
    settled = QASample.objects.exclude(settled_by=None)
    for first, also, second, first_said, truth in settled.values_list(
        "first_by", "first_also", "second_by", "first_against", "settled_against"
    ):
        for who, said in ((first, first_said), (also, first_said), (second, not first_said)):
            if who is not None:
                won.setdefault(who, []).append(said == truth)
    people = User.objects.in_bulk(answers.keys() | won.keys())
    found = [_sureness(people[key], answers.get(key, []), won.get(key, [])) for key in people]
    return sorted(found, key=lambda one: one.reviewer.name)


def own_sureness(reviewer: User) -> Sureness | None:
    """The same for one person; None where there is nothing yet."""
    return next((one for one in sureness() if one.reviewer == reviewer), None)


def _sureness(reviewer: User, answers: list[bool], won: list[bool]) -> Sureness:
    share = wilson(sum(answers), len(answers))
    return Sureness(reviewer, sum(answers), len(answers), share, sum(won), len(won) - sum(won))
