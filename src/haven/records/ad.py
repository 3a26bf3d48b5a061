"""One ad as the engines see it: plain values, no database."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AdRecord:
    """An ad, from the site or from a file.

    Attributes:
        id: the ad's identifier in its source; unique within one run.
        title: the headline as written.
        body: the text as written; evidence, never folded in place.
        category: the category's slug on the site, or whatever the file calls it.
        posted_at: when it was posted, timezone-aware, or None where unknown.
        price: in major units of `currency` (1250.0 is twelve hundred and fifty), or None.
        currency: ISO 4217 code, or None.
        place: the place's name.
        latitude: degrees north, WGS 84.
        longitude: degrees east, WGS 84.
        author: an opaque identifier of who posted it; equal for equal posters of one source.
        contacts: contact details given beside the text (a phone column, say), as written.
        photo_hashes: 64-digit hexadecimal PDQ hashes of its photos.
    """

    id: str
    title: str = ""
    body: str = ""
    category: str | None = None
    posted_at: datetime | None = None
    price: float | None = None
    currency: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    author: str | None = None
    contacts: tuple[str, ...] = ()
    photo_hashes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Title and body, a blank line between: what is compared and screened; spans count from its start."""
        return f"{self.title}\n\n{self.body}" if self.title else self.body
