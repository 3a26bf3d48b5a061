"""What is held but was never captured, as evidence: an account with everything of it, an ad's conversations.

Owns what is captured when a site closes, so that a hold can be answered from the sealing alone. Once for each: what was
captured before a crash is not captured again.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from haven.accounts.models import User
from haven.custody.actions.capturing import Capture, capture, vouch
from haven.custody.models import EvidenceItem, HeldSubject
from haven.custody.queries import in_force
from haven.ledger.actions import machine, record
from haven.ledger.leaves import written_time
from haven.listings.evidence import capture_now
from haven.listings.models import Conversation, Listing
from haven.rights.belongings import Belongings
from haven.rights.exporting import export
from haven.rights.models import Erasure

_ACTOR = machine("closing")


def capture_held() -> int:
    """Capture what holds cover by name; how many things there were."""
    return sum(1 for subject in held_names() if _capture(subject))


def held_names() -> list[str]:
    """Names that holds in force cover, in order."""
    rows = HeldSubject.objects.filter(hold__in=in_force()).values_list("subject", flat=True)
    return sorted(set(rows))


def _capture(subject: str) -> bool:
    kind, _, key = subject.partition(":")
    if kind == "listing":
        ad = Listing.objects.filter(code=key).exclude(revision=None).first()
        if ad is not None:
            capture_now(ad, _ACTOR)
    with transaction.atomic():
        return sum(_once(wanted) for wanted in _wanted(subject, kind, key)) > 0


def _wanted(subject: str, kind: str, key: str) -> Iterator[Capture]:
    if kind == "person" and key.isdigit():
        yield from (_account(subject, person) for person in User.objects.filter(pk=int(key)))
    elif kind == "listing":
        about = Conversation.objects.filter(listing__code=key).select_related("listing", "reader").order_by("pk")
        yield from (_conversation(subject, row) for row in about)
    elif kind == "conversation" and key.isdigit():
        one = Conversation.objects.filter(pk=int(key)).select_related("listing", "reader")
        yield from (_conversation(subject, row) for row in one)


def _once(wanted: Capture) -> bool:
    if EvidenceItem.objects.filter(subject=wanted.subject, title=wanted.title).exists():
        return False
    item = capture(wanted)
    entry = record(actor=_ACTOR, action="evidence.captured", subject=item.name, of=item.subject, evidence=item.digest)
    vouch(item, entry.pk)
    return True


def _account(subject: str, person: User) -> Capture:
    erased = Erasure.objects.filter(person=person, done_at=None).first()
    mine = Belongings(person, erased.address if erased else person.email)
    with export(mine) as file:
        everything = file.read()
    title = f"Account {person.pk}: everything kept when the site closed"
    body = (
        f"name: {erased.name if erased else person.display_name}\naddress: {mine.address}\n"
        f"member since: {written_time(person.joined_at)}\nads: {mine.ads.count()}\n"
        f"conversations: {mine.conversations.count()}\nmessages: {mine.messages.count()}\n"
        "everything.zip holds all of it, with a README.txt."
    )
    facts = {"words": {"title": title, "body": body}}
    return Capture(
        subject=subject, about="", title=title, facts=facts, files={"everything.zip": (everything, "application/zip")}
    )


def _conversation(subject: str, row: Conversation) -> Capture:
    title = f"Conversation {row.pk}: all of it when the site closed"
    said = [
        {"at": written_time(one.created_at), "by": f"person:{one.author_id}", "name": one.author.name, "text": one.text}
        for one in row.messages.select_related("author")
    ]
    data = {"ad": row.listing.code, "poster": row.listing.poster_id, "reader": row.reader_id, "messages": said}
    lines = [f"{one['at']} {one['by']} ({one['name']}): {one['text']}" for one in said]
    facts = {"words": {"title": title, "body": "\n".join(lines)}}
    return Capture(
        subject=subject, about="", title=title, facts=facts, files={"data.json": (_json(data), "application/json")}
    )


def _json(data: Any) -> bytes:
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1, sort_keys=True).encode()
