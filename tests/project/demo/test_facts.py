"""The demo's facts are ones that the packs take."""

from haven.listings.fields import fields_of, read
from haven.project.demo.ads import CATEGORIES, generate
from haven.project.demo.facts import facts_of


def test_every_fact_is_one_that_its_category_takes() -> None:
    for ad in generate():
        told = facts_of(ad, employer="Haus Linde")
        assert told.keys() <= {field.name for field in fields_of(ad.category)}, ad.category
        reading = read(ad.category, told, complete=False)
        assert (reading.values.keys(), reading.problems) == (told.keys(), {})


def test_the_same_each_time_and_different_between_ads() -> None:
    first, again = ([facts_of(ad, employer="X") for ad in generate(7, 120)] for _ in range(2))
    assert first == again
    assert len({str(told) for told in first}) > 40


def test_planted_ads_say_nothing() -> None:
    assert all(not facts_of(ad, employer="X") for ad in generate(7, 120) if ad.kind.startswith(("network", "held")))


def test_a_job_pays_in_its_fields_what_its_words_say() -> None:
    """No job of the demo had a pay, so that nobody saw what lists of jobs look like."""
    jobs = [ad for ad in generate() if ad.category in CATEGORIES["jobs"] and ad.kind == "ordinary"]
    told = [facts_of(ad, employer="Haus Linde") for ad in jobs]
    assert {"hour", "month"} <= {facts["salary_per"] for facts in told if "salary_per" in facts}
    assert sum("salary_from" in facts for facts in told) > len(jobs) / 2
    for ad, facts in zip(jobs, told, strict=True):
        assert "salary_from" not in facts or f"{facts['salary_from']:,.2f}".removesuffix(".00") in ad.body
