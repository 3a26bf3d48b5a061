"""Five hundred puppets against fifty lawful ads, while fifty really harmful ones are reported.

The attack is drawn by a generator of its own: which reason, how many per ad, how much history a puppet built up first.
It knows nothing of weights, lanes or clocks. All ads are by other hands than the signals (`benchmarks/written/kept`),
and are screened as they would be on the site.
"""

import json
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from django.db import connection
from django.utils import timezone

from haven.accounts.models import User
from haven.listings.models import Listing, ListingState, SignalHit
from haven.moderation.duties import FIRST_ORDINARY
from haven.moderation.models import Decision
from haven.moderation.queries import QueueItem, queue_for
from haven.notices.actions import confirm_report, file_notice
from haven.notices.models import Notice, NoticeReason
from haven.records import AdRecord
from haven.screening import Context, default_policy, screen
from tests.factories import a_listing, a_user, a_verdict

pytestmark = pytest.mark.django_db
PUPPETS, LAWFUL, HARMFUL = 500, 50, 50
KEPT = Path(__file__).parents[2] / "benchmarks" / "written" / "kept"
FRIGHTENING = [NoticeReason.MINOR, NoticeReason.EXPLOITATION, NoticeReason.DANGER]
ANY = [*NoticeReason, *FRIGHTENING, *FRIGHTENING]
TAMER = [NoticeReason.EXPLOITATION, NoticeReason.INTIMATE, NoticeReason.FRAUD, NoticeReason.GOODS]


@pytest.fixture(autouse=True)
def one_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of five statements here were savepoints that only the test's own transaction makes of transactions.

    Whatever fails now fails the test.
    """
    monkeypatch.setattr(connection.features, "uses_savepoints", False)


def written(stop: str) -> list[dict[str, str]]:
    """Ads of others that ought to be stopped for this, or for nothing, in an order that says nothing."""
    texts = [(KEPT / f"{name}.jsonl").read_text() for name in ("judge", "foreman", "work")]
    ads = [json.loads(line) for text in texts for line in text.splitlines()]
    return sorted((ad for ad in ads if ad["stop"] == stop), key=lambda ad: sha256(ad["id"].encode()).hexdigest())


def as_record(ad: dict[str, str]) -> AdRecord:
    return AdRecord(id=ad["id"], title=ad["title"], body=ad["body"], category=ad["category"])


def put_up(ads: list[dict[str, str]], poster: User) -> list[Listing]:
    """These ads on the site, each with what screening says of it: published, or held."""
    made, policy = [], default_policy()
    for ad in ads:
        answer = screen(as_record(ad), policy, Context())
        state = ListingState.HELD if answer.queue else ListingState.PUBLISHED
        listing = a_listing(poster=poster, title=ad["title"], body=ad["body"], state=state)
        verdict = a_verdict(revision=listing.revision, outcome=str(answer.outcome), queue=answer.queue or "")
        SignalHit.objects.bulk_create(
            SignalHit(verdict=verdict, signal=hit.signal, weight=hit.weight, why=hit.why) for hit in answer.hits
        )
        made.append(listing)
    return made


def history(address: str, state: str, number: int, listing: Listing) -> None:
    Notice.objects.bulk_create(
        Notice(
            listing=listing, reason=NoticeReason.OTHER, text="Earlier.", email=address, state=state,
            confirmed_at=timezone.now(),
        )
        for _ in range(number)
    )  # fmt: skip


def report(listing: Listing, reason: NoticeReason, text: str, email: str) -> None:
    """As on the site; whoever left an address clicks in the receipt, puppets too."""
    notice = file_notice(listing=listing, reason=reason, text=text, email=email)
    if email:
        confirm_report(notice=notice)


def attack(rng: Random, targets: list[Listing], played: Listing, lies: list[NoticeReason]) -> None:
    """Each reports one or two targets; half leave an address, and some of those were right once, to look honest."""
    for number in range(PUPPETS):
        address = f"puppet{number}@example.net" if rng.random() < 0.5 else ""
        if address and rng.random() < 0.2:
            history(address, Notice.State.ACTED, 1, played)
            history(address, Notice.State.KEPT, rng.randint(1, 4), played)
        for target in rng.sample(targets, rng.choice([1, 1, 2])):
            report(target, rng.choice(lies), f"This is bad, {rng.random():.3f}.", address)


def witness(rng: Random, ads: list[Listing], earlier: Listing) -> None:
    """Ordinary people report what is really harmful: one or two each, most with reports that were right before."""
    for number, ad in enumerate(ads):
        for _ in range(rng.choice([1, 1, 2])):
            address = f"witness{number}-{rng.random():.5f}@example.org"
            if rng.random() < 0.8:
                history(address, Notice.State.ACTED, rng.randint(2, 5), earlier)
            report(ad, rng.choice(FRIGHTENING), "A girl of fifteen.", address)


def brigade(seed: int, lies: list[NoticeReason], reader: User) -> tuple[list[QueueItem], set[str], set[str]]:
    """What stands in the most urgent lanes afterwards, and the keys of the lawful and the harmful ads."""
    rng, poster = Random(seed), a_user()
    lawful = put_up(rng.sample(written(""), LAWFUL), poster)
    harmful = put_up(rng.sample(written("exploitation"), HARMFUL), poster)
    states = dict(Listing.objects.values_list("pk", "state"))
    attack(rng, lawful, a_listing(poster=poster), lies)
    witness(rng, harmful, a_listing(poster=poster))
    assert states.items() <= dict(Listing.objects.values_list("pk", "state")).items()
    assert not Decision.objects.exists()
    urgent = [item for item in queue_for(reader, "all").items if item.urgency < FIRST_ORDINARY]
    return urgent, {ad.subject for ad in lawful}, {ad.subject for ad in harmful}


def test_a_brigade_removes_nothing_and_hides_nothing(moderator: User) -> None:
    urgent, _, harmful = brigade(1, ANY, moderator)
    assert harmful <= {item.key for item in urgent}
    first = Notice.objects.filter(text="A girl of fifteen.").earliest("filed_at").filed_at
    assert timezone.now() - first < timedelta(minutes=5)
    assert share_of(harmful, [item for item in urgent if item.urgency == 1]) > 0.75


def test_a_brigade_that_does_not_lie_about_children_fills_no_urgent_lane(moderator: User) -> None:
    urgent, lawful, harmful = brigade(1, TAMER, moderator)
    keys = {item.key for item in urgent}
    assert harmful <= keys
    assert len(lawful & keys) < LAWFUL / 5


def share_of(harmful: set[str], lane: list[QueueItem]) -> float:
    """How many of the first items of a lane, as many as are harmful in it, are harmful."""
    number = sum(item.key in harmful for item in lane)
    return sum(item.key in harmful for item in lane[:number]) / number
