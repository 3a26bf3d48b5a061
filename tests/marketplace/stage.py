"""Putting ads on the stage, and reading what was mailed."""

import io
import re
from decimal import Decimal

from PIL import Image

from haven.accounts.models import User
from haven.listings.actions.drafts import save_draft, start_draft
from haven.listings.actions.submission import submit_ad
from haven.listings.fields import Values
from haven.listings.models import Category, Listing, Place
from haven.mail.models import OutgoingMail

BODY = "A 56 cm frame with new tyres and good lights. It rides well and can be tried on the spot."


def publish_ad(
    author: User,
    *,
    title: str,
    price: str | None = None,
    place: str = "Leipzig",
    category: str = "bicycles",
    body: str = BODY,
    details: Values | None = None,
) -> Listing:
    """An ad that went the whole way; live unless screening objects to its words."""
    draft = start_draft(category=Category.objects.get(slug=category), author=author)
    town = Place.objects.filter(name=place).first()
    amount = Decimal(price) if price else None
    save_draft(draft=draft, title=title, body=body, price=amount, place=town, details=details or {})
    return submit_ad(author=author, draft=draft)


def picture(colour: str = "teal", kind: str = "JPEG") -> io.BytesIO:
    """A small photo as a browser would upload it."""
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, kind)
    file.name = f"{colour}.{kind.lower()}"
    file.seek(0)
    return file


def mailed_link(address: str, part: str) -> str:
    """The path of the last link with `part` in it that was mailed to the address."""
    for mail in OutgoingMail.objects.filter(recipient=address).order_by("-id"):
        found = re.search(rf"https?://[^/\s]+(\S*{part}\S*)", mail.text)
        if found:
            return found[1]
    raise AssertionError(f"no link with {part} was mailed to {address}")
