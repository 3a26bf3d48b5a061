"""The figures of the desk, beside what a stranger counts from the ledger with other code."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from haven.accounts.models import Role
from haven.ledger.models import LedgerEntry
from haven.listings.actions.importing import Incoming, import_ads
from haven.listings.actions.submission import submit_ad
from haven.moderation.actions import decide
from haven.moderation.models import Appeal, Decision, Outcome
from haven.moderation.queries.figures import figures_of
from haven.notices.actions import file_notice
from haven.notices.models import NoticeReason
from tests.factories import (
    a_category,
    a_decision,
    a_draft,
    a_listing,
    a_policy_version,
    a_proposal,
    a_user,
    an_ad_record,
    an_appeal,
)
from tests.factories.words import HONEST, HONEST_TITLE, TO_HOLD, TO_REFUSE

pytestmark = pytest.mark.django_db


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def test_what_came_in_is_what_the_ledger_says() -> None:
    a_policy_version()
    ads = [submit_ad(author=a_user(), draft=a_draft(title=HONEST_TITLE, body=body)) for body in (HONEST, TO_HOLD)]
    ads += [submit_ad(author=a_user(), draft=a_draft(title=f"{HONEST_TITLE} {n}", body=TO_REFUSE)) for n in range(3)]
    file_notice(listing=ads[0], reason=NoticeReason.FRAUD, text="Hm.")
    revision = ads[1].revision_id
    assert revision
    decide(listing=ads[1], revision_id=revision, moderator=a_user(Role.MODERATOR), outcome=Outcome.PUBLISH)
    found = figures_of(until=tomorrow(), days=28)
    told = Counter(entry.action for entry in LedgerEntry.objects.all())
    assert found.totals["submitted"] == told["listing.submitted"] == 5
    assert found.totals["reports"] == told["notice.filed"] == 1
    assert found.totals["decisions"] == told["decision.made"] == 1
    assert (found.totals["submitted hold"], found.totals["submitted refuse"]) == (1, 3)
    assert (len(found.steps), sum(number for _, number in found.series("submitted"))) == (28, 5)
    assert found.series("submitted")[-1] == (timezone.localdate(), 5)
    (lane,) = found.waiting  # the reported one
    assert (lane.lane.slug, lane.count, lane.late) == ("fraud", 1, 0)


def test_what_waits_are_appeals_and_proposals_too() -> None:
    a_policy_version()
    an_appeal(), a_proposal()
    late, asked = an_appeal(), an_appeal()
    Appeal.objects.filter(pk=late.pk).update(filed_at=timezone.now() - timedelta(hours=73))
    Appeal.objects.filter(pk=asked.pk).update(waits_until=timezone.now() + timedelta(days=1))
    found = {one.lane.slug: one for one in figures_of(until=tomorrow(), days=28).waiting}
    assert {slug: (one.count, one.late) for slug, one in found.items()} == {"appeals": (2, 1), "second-person": (1, 0)}
    assert found["appeals"].longest >= timedelta(hours=73)


def test_what_came_in_from_files_is_counted_ad_by_ad() -> None:
    a_policy_version()
    author = a_user()
    bodies = [HONEST, HONEST, TO_HOLD, TO_REFUSE, TO_REFUSE, TO_REFUSE]
    ads = [
        Incoming(an_ad_record(id=str(number), title=f"{HONEST_TITLE} {number}", body=body), author)
        for number, body in enumerate(bodies)
    ]
    for _ in range(2):  # what is known brings nothing
        list(import_ads(ads=ads, category=a_category(), source="file", actor=author))
    submit_ad(author=a_user(), draft=a_draft(title=HONEST_TITLE, body=TO_HOLD))
    found = figures_of(until=tomorrow(), days=28)
    assert [found.totals[name] for name in ("submitted", "submitted hold", "submitted refuse")] == [7, 2, 3]
    assert found.series("submitted")[-1] == (timezone.localdate(), 7)


def test_a_period_that_is_over_does_not_change() -> None:
    a_policy_version()
    submit_ad(author=a_user(), draft=a_draft())
    before = figures_of(until=timezone.localdate(), days=91)
    assert before.totals == Counter()
    assert [step.first for step in before.steps] == [before.since + timedelta(weeks=n) for n in range(13)]


def test_how_long_decisions_took() -> None:
    a_policy_version()
    for minutes in (1, 2, 3, 4, 50):
        made = a_decision(outcome=Outcome.PUBLISH)
        Decision.objects.filter(pk=made.pk).update(claimed_at=made.decided_at - timedelta(minutes=minutes))
    undone = a_decision(outcome=Outcome.PUBLISH)
    Decision.objects.filter(pk=undone.pk).update(claimed_at=undone.decided_at, undone_at=undone.decided_at)
    (row,) = figures_of(until=tomorrow(), days=28).handling
    assert (row.outcome, row.count, row.half) == (Outcome.PUBLISH, 5, timedelta(minutes=3))
    assert timedelta(minutes=4) < row.most < timedelta(minutes=50)


def test_reversals_by_rule() -> None:
    a_policy_version()
    for state in (Appeal.State.REVERSED, Appeal.State.UPHELD, Appeal.State.UPHELD, Appeal.State.OPEN):
        appeal = an_appeal(decision=a_decision(listing=a_listing(state="refused")))
        if state != Appeal.State.OPEN:
            Appeal.objects.filter(pk=appeal.pk).update(state=state, answered_by=a_user(), answered_at=timezone.now())
    (row,) = figures_of(until=tomorrow(), days=28).reversals
    assert (row.ground, row.answered, row.reversed) == ("fraud", 3, 1)
    assert row.share
    assert row.share.low < 1 / 3 < row.share.high
