"""Every feed's ads come out as ads. The feeds here are made up, after the formats' own descriptions."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from haven.records import AdRecord
from haven.records.reading import read_ads
from haven.records.schema import AD_SCHEMA, to_records

FIELDS = ("deal", "area", "rooms", "floor", "furnished", "deposit", "employer", "contract", "condition", "brand",
          "make", "model", "year", "mileage", "energy", "available_from", "pets", "size", "salary_from",
          "salary_to", "salary_per")  # fmt: skip

TROVIT = """<?xml version="1.0" encoding="utf-8"?>
<trovit>
  <ad>
    <id><![CDATA[t-1]]></id><title><![CDATA[Two rooms by the canal]]></title><type>For rent</type>
    <content><![CDATA[Quiet.<br/>A <b>balcony</b> &amp; a cellar.]]></content><price>850</price>
    <property_type>Apartment</property_type><city>Example Town</city><latitude>41.5</latitude>
    <longitude>-71.25</longitude><floor_area unit="meters">54</floor_area><rooms>2</rooms>
    <date>28/2/2026 17:30</date><is_furnished>0</is_furnished><floor_number></floor_number>
  </ad>
  <ad><id>t-2</id><title>Estate car</title><content>One owner.</content><make>Volante</make><model>Touring</model>
    <year>2015</year><mileage>98000</mileage><price>4900</price></ad>
</trovit>"""

KYERO = """<?xml version="1.0"?>
<root><kyero><feed_version>3</feed_version></kyero>
  <property><id>77</id><date>2026-03-01 12:00:00</date><price>240000</price><currency>EUR</currency>
    <price_freq>sale</price_freq><type>villa</type><town>Villanueva</town><province>Granada</province>
    <location><latitude>37.1</latitude><longitude>-3.6</longitude></location><beds>3</beds>
    <surface_area><built>150</built></surface_area><energy_rating><consumption>D</consumption></energy_rating>
    <desc><es>Casa con patio.</es><en>House with a courtyard.</en></desc></property>
</root>"""

OPENIMMO = """<?xml version="1.0" encoding="UTF-8"?>
<openimmo xmlns="http://www.openimmo.de"><anbieter><firma>Beispiel</firma>
  <immobilie>
    <objektkategorie><vermarktungsart KAUF="false" MIETE_PACHT="true"/>
      <objektart><wohnung wohnungtyp="ETAGE"/></objektart></objektkategorie>
    <geo><ort>Musterstadt</ort><geokoordinaten breitengrad="48.1" laengengrad="11.5"/><etage>2</etage></geo>
    <kontaktperson><email_direkt>makler@example.org</email_direkt>
      <tel_zentrale>+49 30 23125 000</tel_zentrale></kontaktperson>
    <preise><kaltmiete>980.00</kaltmiete><waehrung iso_waehrung="EUR"/><kaution>2940</kaution></preise>
    <flaechen><wohnflaeche>71.5</wohnflaeche><anzahl_zimmer>3</anzahl_zimmer></flaechen>
    <ausstattung><moebliert moeb="TEIL"/></ausstattung>
    <freitexte><objekttitel>Helle Wohnung</objekttitel><objektbeschreibung>Ruhig gelegen.</objektbeschreibung>
      <lage>Nahe am Park.</lage></freitexte>
    <verwaltung_objekt><haustiere>true</haustiere></verwaltung_objekt>
    <verwaltung_techn><objektnr_extern>W-12</objektnr_extern><stand_vom>2026-02-03</stand_vom></verwaltung_techn>
  </immobilie>
  <immobilie><freitexte><objekttitel>Verkauft</objekttitel></freitexte>
    <verwaltung_techn><objektnr_extern>W-11</objektnr_extern><aktion aktionart="DELETE"/></verwaltung_techn></immobilie>
</anbieter></openimmo>"""

MERCHANT = """<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
  <item><g:id>sku-1</g:id><g:title>Desk lamp</g:title><g:description>Brass.</g:description>
    <g:price>25.50 EUR</g:price><g:condition>refurbished</g:condition><g:brand>Lumen</g:brand>
    <g:availability>in stock</g:availability></item>
  <item><g:id>sku-2</g:id><title>Gone</title><description>Sold.</description>
    <g:availability>out_of_stock</g:availability></item>
</channel></rss>"""

INDEED = """<?xml version="1.0"?>
<source><publisher>Jobs</publisher>
  <job><title><![CDATA[Baker]]></title><date><![CDATA[Fri, 10 Apr 2026 09:00:00 GMT]]></date>
    <referencenumber>j-9</referencenumber><company>Example Bakery</company><city>Example Town</city><state>RI</state>
    <description><![CDATA[<p>Early hours.</p><ul><li>bread</li><li>rolls</li></ul>]]></description>
    <jobtype>parttime</jobtype><salary>$18 - $21.50 per hour</salary></job>
</source>"""

BULK = """<?xml version="1.0"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
         xmlns:cl="http://www.craigslist.org/about/cl-bulk-ns/1.0">
  <channel><items><rdf:li rdf:resource="one"/></items><cl:auth username="a" password="b"/></channel>
  <item rdf:about="one"><cl:category>apa</cl:category><cl:area>exa</cl:area><cl:neighborhood>Old Town</cl:neighborhood>
    <cl:housingInfo price="1450" bedrooms="1" sqft="600"/><cl:replyEmail privacy="C">agent@example.org</cl:replyEmail>
    <title>Studio with a view</title><description><![CDATA[Third floor.]]></description></item>
</rdf:RDF>"""


def read(path: Path, text: str) -> tuple[list[AdRecord], list[dict[str, Any]], list[str]]:
    path.write_text(text, encoding="utf-8")
    reader = read_ads([path], kept=FIELDS)
    ads: list[AdRecord] = []
    details: list[dict[str, Any]] = []
    for batch in reader:
        ads += to_records(batch)
        rows = batch.drop_columns(AD_SCHEMA.names).to_pylist()
        details += [{name: value for name, value in row.items() if value is not None} for row in rows]
    return ads, details, [problem.what for problem in reader.problems.first]


def test_trovit(tmp_path: Path) -> None:
    ads, details, problems = read(tmp_path / "feed.xml", TROVIT)
    assert ads[0] == AdRecord(
        id="t-1",
        title="Two rooms by the canal",
        body="Quiet.\nA balcony & a cellar.",
        category="flats",
        posted_at=datetime(2026, 2, 28, 17, 30, tzinfo=UTC),
        price=850.0,
        place="Example Town",
        latitude=41.5,
        longitude=-71.25,
    )
    assert details == [
        {"deal": "rent", "area": "54", "rooms": "2", "furnished": "no"},
        {"make": "Volante", "model": "Touring", "year": "2015", "mileage": "98000"},
    ]
    assert not problems


def test_kyero_has_no_titles_and_many_languages(tmp_path: Path) -> None:
    (ad,), details, _ = read(tmp_path / "feed.xml", KYERO)
    assert (ad.title, ad.body) == ("villa · Villanueva · Granada", "House with a courtyard.")
    assert (ad.price, ad.currency, ad.category, ad.place) == (240000.0, "EUR", "houses", "Villanueva")
    assert details == [{"deal": "sale", "area": "150", "rooms": "3", "energy": "d"}]


def test_openimmo_leaves_out_what_is_to_be_deleted(tmp_path: Path) -> None:
    (ad,), details, problems = read(tmp_path / "feed.xml", OPENIMMO)
    assert (ad.id, ad.title, ad.body) == ("W-12", "Helle Wohnung", "Ruhig gelegen.\n\nNahe am Park.")
    assert (ad.price, ad.currency, ad.category, ad.place) == (980.0, "EUR", "flats", "Musterstadt")
    assert ad.contacts == ("makler@example.org", "+49 30 23125 000")
    assert details[0] == {
        "deal": "rent", "area": "71.5", "rooms": "3", "floor": "2", "deposit": "2940", "furnished": "yes",
        "pets": "yes",
    }  # fmt: skip
    assert problems == ["the feed asks to delete it"]


def test_merchant_leaves_out_what_is_sold(tmp_path: Path) -> None:
    (ad,), details, problems = read(tmp_path / "feed.xml", MERCHANT)
    assert (ad.id, ad.title, ad.body, ad.price, ad.currency) == ("sku-1", "Desk lamp", "Brass.", 25.5, "EUR")
    assert details == [{"condition": "as-new", "brand": "Lumen"}]
    assert problems == ["it is out of stock"]


def test_indeed(tmp_path: Path) -> None:
    (ad,), details, _ = read(tmp_path / "jobs.xml", INDEED)
    assert (ad.id, ad.title, ad.body) == ("j-9", "Baker", "Early hours.\nbread\nrolls")
    assert (ad.category, ad.place, ad.posted_at) == (
        "part-time",
        "Example Town, RI",
        datetime(2026, 4, 10, 9, tzinfo=UTC),
    )
    assert ad.currency == "USD"
    assert details == [
        {"employer": "Example Bakery", "salary_from": "18.00", "salary_to": "21.50", "salary_per": "hour"}
    ]


def test_pay_that_cannot_be_read_is_told_and_the_job_kept(tmp_path: Path) -> None:
    for words, told in (("competitive, DOE", ["the pay cannot be read"]), ("", []), ("$18 an hour", [])):
        feed = INDEED.replace("$18 - $21.50 per hour", words)
        (ad,), _, problems = read(tmp_path / "jobs.xml", feed)
        assert (ad.title, problems) == ("Baker", told)


def test_whose_dollar_it_is_says_the_jobs_country(tmp_path: Path) -> None:
    (ad,), _, _ = read(tmp_path / "jobs.xml", INDEED.replace("<state>RI</state>", "<country>CA</country>"))
    assert ad.currency == "CAD"


def test_bulk_rss(tmp_path: Path) -> None:
    (ad,), details, _ = read(tmp_path / "bulk.rss", BULK)
    assert (ad.id, ad.title, ad.body, ad.category) == ("one", "Studio with a view", "Third floor.", "flats")
    assert (ad.price, ad.place, ad.contacts) == (1450.0, "Old Town", ("agent@example.org",))
    assert details == [{"area": "600 sqft"}]


@pytest.mark.parametrize("packed", [".gz", ".zst"])
def test_packed_feeds_too(tmp_path: Path, packed: str) -> None:
    import pyarrow as pa

    path = tmp_path / f"feed.xml{packed}"
    with pa.CompressedOutputStream(path, "gzip" if packed == ".gz" else "zstd") as file:
        file.write(TROVIT.encode())
    assert [ad.id for batch in read_ads([path]) for ad in to_records(batch)] == ["t-1", "t-2"]
