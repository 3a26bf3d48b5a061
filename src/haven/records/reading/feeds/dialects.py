"""What of each feed is which column: the fields of `AdRecord`, and fields of categories by the names of Haven's packs.

Owns: the tables. Must not know: how a feed is read. Sources: the formats' own descriptions, named at each.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from haven.records.reading.feeds.paying import Paid
from haven.records.reading.feeds.picking import (
    Element,
    Pick,
    Words,
    days_first,
    either,
    every,
    first,
    joined,
    known,
    unmarked,
)  # fmt: skip

_YES = {"1": "yes", "true": "yes", "yes": "yes", "0": "no", "false": "no", "no": "no"}
_HOMES = {
    "apartment": "flats", "flat": "flats", "penthouse": "flats", "studio": "flats", "wohnung": "flats",
    "house": "houses", "villa": "houses", "townhouse": "houses", "town house": "houses", "country house": "houses",
    "finca": "houses", "cortijo": "houses", "bungalow": "houses", "chalet": "houses",
    "room": "rooms", "shared": "rooms",
}  # fmt: skip
_DEALS = {
    "for rent": "rent", "for sale": "sale", "sale": "sale", "resale": "sale", "week": "rent", "month": "rent",
    "new_build": "sale",
}  # fmt: skip
_CONDITIONS = {"new": "new", "refurbished": "as-new", "used": "used"}
_CONTRACTS = {"temporary": "temporary", "contract": "temporary", "internship": "internship"}
_HOURS = {"fulltime": "full-time", "full-time": "full-time", "parttime": "part-time", "part-time": "part-time"}


class Dialect(NamedTuple):
    """A format of feeds.

    `item` is the element of one ad, whatever its namespace; `gone` says why an item is no ad (any more), or None;
    `unread` names what an item says that its columns cannot hold: a few words, and what stands there.
    """

    name: str
    item: str
    columns: Mapping[str, Pick]
    gone: Callable[[Element], str | None] = lambda _: None
    unread: tuple[str, Words] | None = None


# https://about.trovit.com/en/sell-more/feed (homes, cars, jobs and products share one form)
TROVIT = Dialect("Trovit", "ad", {
    "id": first("id"), "title": first("title"), "body": unmarked(first("content")), "price": first("price"),
    "category": known(first("property_type"), _HOMES), "place": first("city", "city_area", "region"),
    "latitude": first("latitude"), "longitude": first("longitude"), "posted_at": days_first(first("date")),
    "deal": known(first("type"), _DEALS), "area": first("floor_area"), "rooms": first("rooms"),
    "floor": first("floor_number"), "furnished": known(first("is_furnished"), _YES),
    "make": first("make"), "model": first("model"), "year": first("year"), "mileage": first("mileage"),
    "employer": first("company"), "brand": first("brand"),
})  # fmt: skip

# https://help.kyero.com: "XML import feed specification", version 3; it has no title, and a text in every language
KYERO = Dialect("Kyero", "property", {
    "id": first("id", "ref"), "title": joined(" · ", "type", "town", "province"),
    "body": unmarked(first("desc/en", "desc/de", "desc/es", "desc/fr", "desc/*")),
    "price": first("price"), "currency": first("currency"), "category": known(first("type"), _HOMES),
    "place": first("town", "province"), "latitude": first("location/latitude"),
    "longitude": first("location/longitude"), "posted_at": first("date"),
    "deal": known(first("price_freq"), _DEALS), "area": first("surface_area/built"), "rooms": first("beds"),
    "energy": known(first("energy_rating/consumption"), {letter: letter for letter in "abcdefg"}),
})  # fmt: skip

_VERTRAG = "objektkategorie/vermarktungsart@"
_PAID = ("kaufpreis", "nettokaltmiete", "kaltmiete", "warmmiete", "hauptmietzinsnetto", "pauschalmiete", "pacht")


def _openimmo_category(element: Element) -> str | None:
    kinds = element.findall("{*}objektkategorie/{*}objektart/{*}*")
    names = {"zimmer": "rooms", "wohnung": "flats", "haus": "houses"}
    return names.get(kinds[0].tag.rpartition("}")[2]) if kinds else None


def _openimmo_gone(element: Element) -> str | None:
    action = first("verwaltung_techn/aktion@aktionart")(element)
    return "the feed asks to delete it" if action == "DELETE" else None


# http://www.openimmo.de: OpenImmo 1.2.7
OPENIMMO = Dialect("OpenImmo", "immobilie", {
    "id": first(*(f"verwaltung_techn/{number}" for number in ("openimmo_obid", "objektnr_extern", "objektnr_intern"))),
    "title": first("freitexte/objekttitel"),
    "body": unmarked(joined("\n\n", "freitexte/objektbeschreibung", "freitexte/ausstatt_beschr", "freitexte/lage",
                            "freitexte/sonstige_angaben")),
    "price": first(*(f"preise/{price}" for price in _PAID)), "currency": first("preise/waehrung@iso_waehrung"),
    "category": _openimmo_category, "place": first("geo/ort", "geo/regionaler_zusatz"),
    "latitude": first("geo/geokoordinaten@breitengrad"), "longitude": first("geo/geokoordinaten@laengengrad"),
    "posted_at": first("verwaltung_techn/stand_vom"),
    "contacts": every("kontaktperson/email_direkt", "kontaktperson/email_zentrale", "kontaktperson/tel_durchw",
                      "kontaktperson/tel_zentrale", "kontaktperson/tel_handy"),
    "deal": either(known(first(f"{_VERTRAG}KAUF"), {"true": "sale", "1": "sale"}),
                   known(first(f"{_VERTRAG}MIETE_PACHT"), {"true": "rent", "1": "rent"})),
    "area": first("flaechen/wohnflaeche", "flaechen/gesamtflaeche"), "rooms": first("flaechen/anzahl_zimmer"),
    "floor": first("geo/etage"), "deposit": first("preise/kaution"),
    "furnished": known(first("ausstattung/moebliert@moeb"), {"voll": "yes", "teil": "yes"}),
    "available_from": first("verwaltung_objekt/abdatum"), "pets": known(first("verwaltung_objekt/haustiere"), _YES),
}, _openimmo_gone)  # fmt: skip

# https://support.google.com/merchants/answer/7052112: the product data specification, in RSS 2.0 or Atom
_MERCHANT = {
    "id": first("id", "guid"), "title": first("title"), "body": unmarked(first("description", "summary", "content")),
    "price": first("sale_price", "price"), "posted_at": first("pubDate", "updated", "published"),
    "condition": known(first("condition"), _CONDITIONS), "brand": first("brand"), "size": first("size"),
}  # fmt: skip


def _sold_out(element: Element) -> str | None:
    out = (first("availability")(element) or "").replace("_", " ").lower() == "out of stock"
    return "it is out of stock" if out else None


MERCHANT = Dialect("Google Merchant", "item", _MERCHANT, _sold_out)
MERCHANT_ATOM = Dialect("Google Merchant", "entry", _MERCHANT, _sold_out)

# https://docs.indeed.com: "XML feed", one element a job
_PAY = Paid(first("salary"), first("country"))
INDEED = Dialect("Indeed", "job", {
    "id": first("referencenumber", "requisitionid", "url"), "title": first("title"),
    "body": unmarked(first("description")), "place": joined(", ", "city", "state"), "posted_at": first("date"),
    "category": known(first("jobtype"), _HOURS), "contract": known(first("jobtype"), _CONTRACTS),
    "employer": first("company"), "contacts": every("email"), "currency": _PAY.currency,
    "salary_from": _PAY.least, "salary_to": _PAY.most, "salary_per": _PAY.period,
}, unread=("the pay cannot be read", _PAY.unread))  # fmt: skip

# https://www.craigslist.org/about/bulk_posting_interface; its sections by their abbreviations
_SECTIONS = {
    "apa": "flats", "fee": "flats", "nfb": "flats", "aap": "flats", "sub": "flats", "roo": "rooms",
    "rea": "houses", "reb": "houses", "reo": "houses", "hou": "housing-wanted",
    "cto": "cars", "ctd": "cars", "bik": "bicycles", "bid": "bicycles", "mcy": "motorbikes", "mcd": "motorbikes",
    "pts": "parts", "ptd": "parts", "fuo": "furniture", "fud": "furniture", "ele": "electronics",
    "eld": "electronics", "clo": "clothes", "cld": "clothes", "bab": "children", "bks": "books",
    "hea": "care", "fbh": "hospitality",
}  # fmt: skip


def _square_feet(element: Element) -> str | None:
    found = first("housingInfo@sqft", "housing_basics@surface_area")(element)
    return f"{found} sqft" if found else None


CRAIGSLIST = Dialect("Craigslist bulk RSS", "item", {
    "id": first("@about"), "title": first("title"), "body": unmarked(first("description")),
    "price": first("price", "housingInfo@price"), "category": known(first("category"), _SECTIONS),
    "place": first("mapLocation@city", "neighborhood", "area"), "latitude": first("mapLocation@latitude"),
    "longitude": first("mapLocation@longitude"), "contacts": every("replyEmail"), "area": _square_feet,
    "make": first("auto_basics@auto_make"), "model": first("auto_basics@auto_model"),
    "year": first("auto_basics@auto_year"), "employer": first("job_basics@company_name"),
})  # fmt: skip
