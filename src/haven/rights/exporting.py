"""Everything about a person in one file: JSON that programs read, and the photos."""

import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet

from haven.listings.models import ListingRevision, MessagePhoto, Photo
from haven.rights.belongings import Belongings
from haven.rights.rooms import rooms
from haven.site.queries import site

_IN_MEMORY = 10 * 2**20
# Keys, what is derived, who works here.
_NEVER = {
    "password", "feed_key", "salt", "search", "query", "digest", "secret", "old_secret", "suspended_by",
}  # fmt: skip
README = """Everything that {site} keeps about you.

profile.json          your account
ads.json              your ads, each with all its earlier versions
conversations.json    what you wrote and what was written to you; others by the name they chose
first_messages.json   first messages that wait for your click
saved_searches.json   searches that you saved
favorites.json        numbers of the ads that you keep
reports.json          reports that you filed with your address
mails.json            mails that were sent to you
drafts.json           what you typed and did not send in yet
consents.json         which version of the terms you agreed to, when, by which step
warnings.json         whether you were warned for false reports
addresses.json        addresses of your account, with those that it had before
decisions.json        what was decided about your ads, with the reasons and what you answered
appeals.json          what you objected to, and what came of it
strikes.json          which decisions count against your account
given_to_authorities.json   what we gave about you to authorities, where we may tell
tokens.json           tokens of your programs, without what opens anything
endpoints.json        where your programs are called
log.json              what you did here, as the log has it
photos/               your photos, as they are kept: without where and with what they were taken

Not in here: what others said about you in confidence, what people who work here told each other, keys that open your
account, and backups, which expire on their own.
"""


def export(belongings: Belongings) -> IO[bytes]:
    """A zip archive, at its beginning; the caller closes it."""
    out = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 — handed to whoever sends it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README.format(site=site().name))
        for name, rows in _tables(belongings):
            archive.writestr(f"{name}.json", json.dumps(rows, cls=DjangoJSONEncoder, indent=1, ensure_ascii=False))
        for name, path in _photos(belongings):
            file = settings.MEDIA_ROOT / path
            if file.exists():
                archive.write(file, name, zipfile.ZIP_STORED)
    out.seek(0)
    return out


def _tables(mine: Belongings) -> Iterator[tuple[str, Any]]:
    yield "profile", _row(mine.person)
    yield (
        "ads",
        [
            _row(ad) | {"versions": [_row(revision) for revision in ListingRevision.objects.filter(listing=ad)]}
            for ad in mine.ads
        ],
    )
    yield (
        "conversations",
        [
            {
                "about": conversation.listing.title,
                "begun_at": conversation.created_at,
                "messages": [
                    {"by": message.author.name, "at": message.created_at, "text": message.text}
                    for message in mine.messages.filter(conversation=conversation)
                ],
            }
            for conversation in mine.shown_conversations.select_related("listing")
        ],
    )
    of_rows = (
        "first_messages",
        "saved_searches",
        "reports",
        "mails",
        "drafts",
        "consents",
        "warnings",
        "tokens",
        "favorites",
    )
    for name in (*of_rows, "endpoints", "log"):
        rows: QuerySet[Any] = getattr(mine, "searches" if name == "saved_searches" else name)
        yield name, [_row(row) for row in rows]
    addresses = EmailAddress.objects.filter(user=mine.person).values("email", "verified", "primary")
    yield "addresses", [*addresses, *mine.person.former_addresses.values("email", "until")]
    for room in rooms():
        yield from room.tell(mine.person, mine.address).items()


def _photos(mine: Belongings) -> Iterable[tuple[str, str]]:
    for photo in Photo.objects.filter(listing__in=mine.ads).select_related("listing"):
        yield f"photos/{photo.listing.code}/{photo.key}.webp", photo.path(max(photo.widths))
    own = MessagePhoto.objects.filter(message__author=mine.person, message__conversation__in=mine.shown_conversations)
    for sent in own:
        yield f"photos/messages/{sent.key}.webp", sent.path(max(sent.widths))


def _row(row: Model) -> dict[str, Any]:
    """The columns of a row, as they are stored."""
    fields = row._meta.concrete_fields
    return {field.attname: getattr(row, field.attname) for field in fields if field.name not in _NEVER}
