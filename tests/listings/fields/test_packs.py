"""The packs as they ship, and what is said of one that has faults."""

import pytest

from haven.listings.errors import WrongDetails
from haven.listings.fields import (
    Choice,
    Multi,
    PackError,
    clean,
    facets_of,
    fields_of,
    is_priced,
    load_pack,
    pack_of,
    packs,
    read,
)
from haven.listings.fields.facts import facts_of, screened_lines
from haven.listings.fields.labels import LANGUAGES

GOOD = """
slug: boats
position: 1
icon: anchor
label: {en: Boats}
categories:
  sail: {en: Sailing boats}
  oars: {en: Rowing boats}
fields:
  - name: length
    kind: number
    label: {en: Length}
    unit: m
    min: 1
    max: 80
  - name: hull
    kind: choice
    label: {en: Hull}
    only: [sail]
    choices: {wood: {en: Wood}, steel: {en: Steel}}
"""


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(PackError) as caught:
        load_pack(text, source="boats.yaml")
    assert str(caught.value).startswith("boats.yaml, line ")
    return [(problem.line, problem.where) for problem in caught.value.problems]


def test_a_good_pack() -> None:
    pack = load_pack(GOOD)
    assert [field.name for field in pack.fields_of("sail")] == ["length", "hull"]
    assert [field.name for field in pack.fields_of("oars")] == ["length"]


@pytest.mark.parametrize(
    ("right", "wrong", "line", "where"),
    [
        ("    unit: m\n", "    unit: m\n    colour: red\n", 14, "fields[0].colour"),
        ("    max: 80\n", "    max: 0\n", 10, "fields[0]"),
        ("kind: choice", "kind: dropdown", 16, "fields[1]"),
        ("only: [sail]", "only: [motor]", 19, "fields[1].only"),
        ("name: hull", "name: length", 16, "fields[1].name"),
        ("label: {en: Hull}", "label: {de: Rumpf}", 18, "fields[1].label"),
        ("label: {en: Hull}", "label: {en: Hull, xx: H}", 18, "fields[1].label"),
        ("    min: 1\n", "    min: 1\n    up_to: beam\n", 15, "fields[0].up_to"),
        ("    min: 1\n", "    min: 1\n    per: length\n", 15, "fields[0].per"),
        ("icon: anchor", "icon: anchor\nicon: sail", 5, "icon"),
        ("slug: boats", "slug: [", 4, ""),
        ("slug: boats", "slug: &a boats", 2, ""),
        ("  oars: {en: Rowing boats}\n", "  oars: {en: Rowing boats}\nunpriced: [punts]\n", 9, "unpriced"),
    ],
)
def test_faults_are_named_by_line_and_field(right: str, wrong: str, line: int, where: str) -> None:
    assert right in GOOD
    assert faults(GOOD.replace(right, wrong, 1)) == [(line, where)]


def test_all_faults_of_a_file_at_once() -> None:
    text = GOOD.replace("min: 1", "min: none").replace("only: [sail]", "only: sail")
    assert [line for line, _ in faults(text)] == [14, 19]


def test_every_shipped_label_is_there_in_every_language() -> None:
    """English is needed; the others are complete today, and whoever adds a label sees here what is wanting."""
    labels = [label for pack in packs() for label in (pack.label, *pack.categories.values())]
    for pack in packs():
        for field in pack.fields:
            labels += [label for label in (field.label, field.fact, field.help) if label]
            if isinstance(field, Choice | Multi) and field.name != "energy":
                labels += field.choices.values()
    assert [label for label in labels if set(label) != set(LANGUAGES)] == []


def test_no_category_for_sexual_services() -> None:
    words = " ".join(f"{slug} {label}" for pack in packs() for slug, label in pack.categories.items()).lower()
    assert not [word for word in ("adult", "escort", "erotic", "dating", "massage", "sex") if word in words]


def test_what_a_category_has() -> None:
    assert pack_of("care") is pack_of("jobs")
    assert {"employer", "no_fee"} <= {field.name for field in fields_of("care") if field.required}
    assert "mileage" in {field.name for field in facets_of("cars")}
    assert "mileage" not in {field.name for field in fields_of("bicycles")}
    assert fields_of("no-such-shelf") == ()
    assert is_priced("cars")
    assert not is_priced("care")


def test_a_job_needs_an_employer_and_the_pledge() -> None:
    with pytest.raises(WrongDetails) as caught:
        clean("care", {"salary_from": "14"})
    assert caught.value.problems.keys() == {"employer", "no_fee", "salary_per"}
    with pytest.raises(WrongDetails, match="no_fee"):
        clean("care", {"employer": "Haus Linde", "no_fee": "no"})
    assert clean("care", {"employer": "Haus Linde", "no_fee": "on"}) == {"employer": "Haus Linde", "no_fee": True}


def test_what_is_good_is_kept_and_what_is_not_is_told() -> None:
    reading = read("care", {"salary_from": "14", "salary_to": "12", "hours": "many", "moat": "yes"}, complete=False)
    assert reading.values == {"salary_from": 14}
    assert reading.problems.keys() == {"salary_to", "hours"}


def test_a_range_with_what_it_is_paid_for_is_one_row() -> None:
    fields = fields_of("care")
    values = clean("care", {
        "employer": "Haus Linde", "no_fee": "on", "salary_from": "14", "salary_to": "16.50", "salary_per": "hour",
    })  # fmt: skip
    rows = {fact.field.name: fact.words for fact in facts_of(fields, values, currency="EUR", language="en")}
    assert rows["salary_from"] == "€14–€16.50 an hour"
    assert "salary_to" not in rows
    assert "salary_per" not in rows
    del values["salary_from"]
    rows = {fact.field.name: fact.words for fact in facts_of(fields, values, currency="EUR", language="de")}
    assert rows["salary_from"] == "bis 16,50\xa0€ pro Stunde"


def test_screening_reads_what_is_free_text_and_what_matters() -> None:
    values = clean("care", {"employer": "Haus Linde", "no_fee": "on", "lodging": "yes", "contract": "permanent"})
    lines = screened_lines(fields_of("care"), values, currency="EUR")
    assert lines == ["Employer: Haus Linde", "Lodging: Yes"]
