"""Five hundred puppets against fifty lawful ads, while fifty really harmful ones are reported.

The attack is drawn by a generator of its own: which reason, how many per ad, how much history a puppet built up first.
It knows nothing of weights, lanes or clocks.
"""

from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from haven.accounts.models import User
from haven.listings.models import Listing, ListingState
from haven.moderation.models import Decision
from haven.moderation.queries import QueueItem, queue_for
from haven.notices.actions import file_notice
from haven.notices.models import Notice, NoticeReason
from tests.factories import a_listing, a_user

pytestmark = pytest.mark.django_db
PUPPETS, LAWFUL, HARMFUL = 500, 50, 50
FRIGHTENING = [NoticeReason.MINOR, NoticeReason.EXPLOITATION, NoticeReason.DANGER]
ANY = list(NoticeReason)


def history(address: str, state: str, number: int, listing: Listing) -> None:
    Notice.objects.bulk_create(
        Notice(listing=listing, reason=NoticeReason.OTHER, text="Earlier.", email=address, state=state)
        for _ in range(number)
    )


def attack(rng: Random, targets: list[Listing], played: Listing) -> None:
    """Each reports one or two targets; half leave an address, and some of those were right once, to look honest."""
    for number in range(PUPPETS):
        address = f"puppet{number}@example.net" if rng.random() < 0.5 else ""
        if address and rng.random() < 0.2:
            history(address, Notice.State.ACTED, 1, played)
            history(address, Notice.State.KEPT, rng.randint(1, 4), played)
        for target in rng.sample(targets, rng.choice([1, 1, 2])):
            reason = rng.choice(FRIGHTENING if rng.random() < 0.4 else ANY)
            file_notice(listing=target, reason=reason, text=f"This is bad, {rng.random():.3f}.", email=address)


def witness(rng: Random, ads: list[Listing], earlier: Listing) -> None:
    """Ordinary people report what is really harmful: one or two each, most with reports that were right before."""
    for number, ad in enumerate(ads):
        for _ in range(rng.choice([1, 1, 2])):
            address = f"witness{number}-{rng.random():.5f}@example.org"
            if rng.random() < 0.8:
                history(address, Notice.State.ACTED, rng.randint(2, 5), earlier)
            file_notice(listing=ad, reason=rng.choice(FRIGHTENING), text="A girl of fifteen.", email=address)


def test_a_brigade_removes_nothing_and_hides_nothing(moderator: User) -> None:
    rng, poster = Random(1), a_user()
    lawful = [a_listing(poster=poster, title=f"Lawful {n}") for n in range(LAWFUL)]
    harmful = [a_listing(poster=poster, title=f"Harmful {n}") for n in range(HARMFUL)]
    attack(rng, lawful, a_listing(poster=poster))
    witness(rng, harmful, a_listing(poster=poster))
    assert set(Listing.objects.values_list("state", flat=True)) == {ListingState.PUBLISHED}
    assert not Decision.objects.exists()
    queue = queue_for(moderator, "all")
    assert queue.total <= LAWFUL + HARMFUL
    urgent = [item for item in queue.items if item.urgency <= 2]
    assert {ad.subject for ad in harmful} <= {item.key for item in urgent}
    first = Notice.objects.filter(listing__in=harmful).earliest("filed_at").filed_at
    assert timezone.now() - first < timedelta(minutes=5)
    assert share_of(harmful, [item for item in urgent if item.urgency == 1]) > 0.75


def share_of(harmful: list[Listing], lane: list[QueueItem]) -> float:
    """How many of the first items of a lane, as many as are harmful in it, are harmful."""
    keys = {ad.subject for ad in harmful}
    number = sum(item.key in keys for item in lane)
    return sum(item.key in keys for item in lane[:number]) / number
