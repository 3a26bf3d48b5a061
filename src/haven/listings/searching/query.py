"""What a reader is looking for, and where a page of results goes on."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Self

from haven.listings.models import Listing, Place
from haven.listings.searching.areas import Box, spot
from haven.listings.searching.details import Detail, bounds_money

PAGE = 24


class Sort(StrEnum):
    """The order of results."""

    NEWEST = "newest"
    RELEVANCE = "relevance"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    NEAREST = "nearest"


_LATEST = 4 * 10**15  # microseconds since 1970: in 2096


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last ad of a page: the next one goes on behind it, however many pages there are.

    Attributes:
        passed: how many ads were shown until here.
        listing_id: the ad's id.
        published: when it was published, in microseconds since 1970.
        cents: its price in hundredths, -1 for none.
        spot: where it is, see `areas.spot`; empty for nowhere.
    """

    passed: int
    listing_id: int
    published: int
    cents: int
    spot: str

    @classmethod
    def behind(cls, listing: Listing, passed: int) -> Self:
        """The place in the results right behind an ad."""
        return cls(passed, listing.pk, micros(listing), cents(listing.price), listing_spot(listing))

    @classmethod
    def read(cls, words: str) -> Self | None:
        """What `str` wrote; None for anything else."""
        parts = words.split(".")
        try:
            passed, listing_id, published, amount = (int(part, 36) for part in parts[:4])
        except ValueError:
            return None
        spot = parts[4] if len(parts) == 5 else "?"
        if spot and (len(spot) != 12 or not set(spot) <= set("0123456789abcdef")):
            return None
        sane = 0 <= passed < 2**40 and 0 <= listing_id < 2**62 and 0 <= published <= _LATEST and -1 <= amount < 10**12
        return cls(passed, listing_id, published, amount, spot) if sane else None

    @property
    def price(self) -> Decimal | None:
        """The ad's price in major units."""
        return None if self.cents < 0 else Decimal(self.cents) / 100

    def __str__(self) -> str:
        numbers = (self.passed, self.listing_id, self.published, self.cents)
        return ".".join([*(_base36(number) for number in numbers), self.spot])


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What a reader is looking for.

    Attributes:
        words: as typed; quotes, `or` and `-` work as in web searches.
        category: slug of a category; one of the upper level includes those below it.
        price_min: in major units of `currency`, inclusive; so `price_max`.
        currency: in which prices are compared (ISO 4217); none to compare them whatever they are in.
        place: the middle of the circle; without it `radius_km` means nothing.
        radius_km: in kilometres; 0 for ads that name exactly this place.
        box: a part of the map, instead of a place.
        details: filters by the typed fields of the category.
        exact: only the words as typed, however few ads have them.
        sort: relevance falls back to newest without words, nearest without a place.
        after: where the page before ended.
    """

    words: str = ""
    category: str = ""
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    currency: str = ""
    place: Place | None = None
    radius_km: float = 25
    box: Box | None = None
    details: tuple[Detail, ...] = ()
    exact: bool = False
    sort: Sort = Sort.NEWEST
    after: Cursor | None = None

    @property
    def order(self) -> Sort:
        """The order that this search can have."""
        if (self.sort is Sort.RELEVANCE and not self.words.strip()) or (self.sort is Sort.NEAREST and not self.place):
            return Sort.NEWEST
        return self.sort

    @property
    def compares_prices(self) -> bool:
        """Whether an ad in another currency has no place in it: an amount is a bound, or says what comes first."""
        bounded = self.price_min is not None or self.price_max is not None
        by_price = self.order in {Sort.CHEAPEST, Sort.DEAREST}
        return bool(self.currency) and (bounded or by_price or self.bounds_money)

    @property
    def bounds_money(self) -> bool:
        """Whether a typed field is bounded by amounts."""
        return any(bounds_money(detail) for detail in self.details)


def micros(listing: Listing) -> int:
    """When it was published, in microseconds since 1970; 0 for never."""
    at = listing.published_at
    return max(0, int(at.timestamp()) * 1_000_000 + at.microsecond) if at else 0


def cents(price: Decimal | None) -> int:
    """A price in hundredths; -1 for none."""
    return -1 if price is None else int(price * 100)


def listing_spot(listing: Listing) -> str:
    """Where an ad is, as the index has it."""
    return "" if listing.latitude is None or listing.longitude is None else spot(listing.latitude, listing.longitude)


def _base36(number: int) -> str:
    digits, sign, number = "", "-" if number < 0 else "", abs(number)
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return sign + digits
