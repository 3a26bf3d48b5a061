"""What is there on the day on which a hold is placed, kept as evidence: what a person changes later changes nothing.

Owns what can change although a hold covers it: who the account says it is, its addresses, how its ads stand, drafts and
saved searches; and the records beside them. The words and photos of ads and messages never change, and the hold itself
keeps them. Reads, changes nothing.
"""

import json
from collections.abc import Iterator

from haven.custody.models import EvidenceItem, Snapshot
from haven.legal.facts import Facts, ads, records, subscriber, typed
from haven.legal.models import DataClass, LegalRequest
from haven.legal.targets import listing_of, person_of
from haven.listings.models import Listing

TODAY = "today"


def kept_about(request: LegalRequest) -> list[Snapshot]:
    """Snapshots about a request's targets and their ads, the oldest first; which desk's hold made them is not told."""
    targets = set(request.targets.values_list("subject", flat=True))
    people = [person.pk for target in targets if (person := person_of(target)) is not None]
    codes = Listing.objects.filter(poster__in=people).values_list("code", flat=True)
    names = targets | {f"listing:{code}" for code in codes}
    rows = Snapshot.objects.filter(subject__in=names).select_related("item")
    return list(rows.order_by("item__captured_at", "pk"))


def moments_of(request: LegalRequest) -> list[tuple[str, str]]:
    """Of when there is data about a request's targets: today, and each day on which some was kept; key and words."""
    first = {str(one.hold_id): one.item.captured_at for one in reversed(kept_about(request))}
    kept = [(key, f"As it was kept on {at:%-d %B %Y}, {at:%H:%M} UTC") for key, at in first.items()]
    return [(TODAY, "As it is today"), *sorted(kept, key=lambda one: first[one[0]])]


def facts_of(item: EvidenceItem) -> Facts:
    """What a snapshot says."""
    facts: Facts = json.loads(item.manifest)["facts"]["data"]
    return facts


def there_is(subject: str) -> Iterator[tuple[DataClass, str, Facts]]:
    """What a hold that comes to cover this has to keep: class of data, title, facts."""
    person, listing = person_of(subject), listing_of(subject)
    if person is not None:
        own = list(Listing.objects.filter(poster=person).order_by("pk"))
        yield DataClass.SUBSCRIBER, f"Account {person.pk}: subscriber", subscriber(person)
        yield DataClass.RECORDS, f"Account {person.pk}: records", records(person) | ads(own)
        yield DataClass.CONTENT, f"Account {person.pk}: what it typed and did not send", typed(person)
    elif listing is not None:
        yield DataClass.RECORDS, f"Ad {listing.code}: when it was written and shown", ads([listing])
