"""An ad as structured data (schema.org, JSON-LD), for search engines and whoever reads pages by program.

Owns: the mapping; the types and properties stand in the packs. Must not know: templates. Nothing that the page does not
show goes in, and not the poster's name: it is theirs, not a catalogue's.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from haven.listings.fields import AnyField, Choice, Multi, Number, Text, Values, fields_of, pack_of, price_period
from haven.listings.fields.periods import CODES
from haven.listings.models import Listing, ListingRevision, RevisionPhoto
from haven.listings.veiling import veiled, veiled_title, veiled_words

Json = dict[str, Any]
_SCHEMA = "https://schema.org"
_HOMES = {"Room", "Apartment", "House"}
# UN/CEFACT codes, as schema.org asks for.
_UNITS = {"m²": "MTK", "km": "KMT", "cm": "CMT", "kW": "KWT", "h": "HUR", '"': "INH", "months": "MON", "years": "ANN"}
_NAMED = {"brand": "Brand"} | dict.fromkeys(("hiringOrganization", "provider", "organizer"), "Organization")


def json_ld(listing: Listing, photos: Sequence[RevisionPhoto]) -> Json | None:
    """The ad as a JSON-LD object; None where its category is nothing that schema.org has a type for."""
    revision = listing.revision
    pack = pack_of(listing.category) if listing.category else None
    kind = pack.schema_types.get(listing.category.slug) if pack and listing.category else None
    if revision is None or kind is None:
        return None
    told: Json = {"name": veiled_title(revision.title), "description": veiled(revision.body), "url": address(listing)}
    if photos:
        told["image"] = _images(photos)
    shape = _SHAPES.get(kind, _for_sale)
    return {"@context": _SCHEMA} | shape(listing, revision, {"@type": kind}, told)


def address(listing: Listing) -> str:
    """The ad's one public address."""
    return f"{settings.SITE_URL}/ads/{listing.code}/"


def _for_sale(listing: Listing, revision: ListingRevision, thing: Json, told: Json) -> Json:
    return thing | told | _properties(revision) | _offers(listing, revision)


def _home(listing: Listing, revision: ListingRevision, thing: Json, told: Json) -> Json:
    """A home is a place; what is posted about it is a listing."""
    posted = {"datePosted": _day(listing.published_at)} if listing.published_at else {}
    home = thing | {"name": told["name"], "address": _place(revision)} | _properties(revision)
    return {"@type": "RealEstateListing"} | told | posted | {"mainEntity": home} | _offers(listing, revision)


def _job(listing: Listing, revision: ListingRevision, thing: Json, told: Json) -> Json:
    job = (
        thing | {"title": told["name"], "description": told["description"], "url": told["url"]} | _properties(revision)
    )
    job |= {"datePosted": _day(listing.published_at)} if listing.published_at else {}
    job |= {"validThrough": listing.expires_at.isoformat()} if listing.expires_at else {}
    job |= {"jobLocation": {"@type": "Place", "address": _place(revision)}}
    return job | ({"jobLocationType": "TELECOMMUTE"} if revision.details.get("where") == "home" else {})


def _event(listing: Listing, revision: ListingRevision, thing: Json, told: Json) -> Json:
    where = {"@type": "Place", "address": _place(revision)}
    return thing | told | _properties(revision) | {"location": where} | _offers(listing, revision)


def _service(listing: Listing, revision: ListingRevision, thing: Json, told: Json) -> Json:
    return thing | told | _properties(revision) | {"areaServed": _place(revision)} | _offers(listing, revision)


_SHAPES: dict[str, Callable[[Listing, ListingRevision, Json, Json], Json]] = {
    "JobPosting": _job,
    "Event": _event,
    "Service": _service,
    **dict.fromkeys(_HOMES, _home),
}


def _offers(listing: Listing, revision: ListingRevision) -> Json:
    if revision.price is None:
        return {}
    offer: Json = {
        "@type": "Offer",
        "price": f"{revision.price:.2f}",
        "priceCurrency": revision.currency,
        "availability": f"{_SCHEMA}/{'LimitedAvailability' if listing.reserved_at else 'InStock'}",
        "url": address(listing),
    }
    if period := price_period(revision.category, revision.details):
        money = {name: offer[name] for name in ("price", "priceCurrency")}
        offer["priceSpecification"] = {"@type": "UnitPriceSpecification", "unitCode": CODES[period]} | money
    return {"offers": offer | ({"validThrough": listing.expires_at.isoformat()} if listing.expires_at else {})}


def _place(revision: ListingRevision) -> Json:
    words = revision.place.name if revision.place else veiled_words(revision.place_words)
    country = {"addressCountry": revision.place.country} if revision.place else {}
    return {"@type": "PostalAddress", "addressLocality": words} | country


def _images(photos: Sequence[RevisionPhoto]) -> list[str]:
    return [f"{settings.SITE_URL}{settings.MEDIA_URL}{shown.photo.path(1600)}" for shown in photos]


def _properties(revision: ListingRevision) -> Json:
    values: Values = revision.details
    known = (field for field in fields_of(revision.category) if field.schema_org and field.name in values)
    return {field.schema_org: _property(field, values, revision.currency) for field in known}


def _property(field: AnyField, values: Values, currency: str) -> Any:
    value = values[field.name]
    if isinstance(field, Number):
        return _amount(field, values, currency) if field.unit else value
    if isinstance(field, Multi):
        names = value if isinstance(value, list) else []
        return [{"@type": "LocationFeatureSpecification", "name": field.word(n, "en"), "value": True} for n in names]
    if isinstance(field, Choice):
        meant = field.schema_values.get(str(value))
        return (f"{_SCHEMA}/{meant}" if field.schema_org == "itemCondition" else meant) or field.word(str(value), "en")
    value = veiled_words(str(value)) if isinstance(field, Text) else value
    named = _NAMED.get(field.schema_org)
    return {"@type": named, "name": value} if named else value


def _amount(field: Number, values: Values, currency: str) -> Json:
    """A measure with its unit, or the pay: a range of money by the hour, month …"""
    if field.schema_org != "baseSalary":
        unit = {"unitCode": _UNITS[field.unit]} if field.unit in _UNITS else {}
        return {"@type": "QuantitativeValue", "value": values[field.name], "unitText": field.unit} | unit
    low, high, per = values.get(field.name), values.get(field.up_to or ""), values.get(field.per or "")
    amount: Json = {"@type": "QuantitativeValue"}
    amount |= {"minValue": low, "maxValue": high} if high is not None else {"value": low}
    amount |= {"unitText": str(per).upper()} if per else {}
    return {"@type": "MonetaryAmount", "currency": currency, "value": amount}


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
