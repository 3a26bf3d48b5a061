"""Many ads judged at once are judged as one by one."""

import pyarrow as pa
import pytest

from haven.records import AdRecord
from haven.records.schema import AD_SCHEMA
from haven.screening import Context, Outcome, default_policy, load_policy, screen
from haven.screening.bulk import HIT_SCHEMA, SHOWN, VERDICT_SCHEMA, Screened, screen_many

HELD = "I am abroad for work, the keys will be sent by courier. Please pay the deposit before viewing."
REFUSED = "Erotic massage, incall and outcall, 150 per hour."


def batch(ads: list[AdRecord]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([{n: getattr(ad, n) for n in AD_SCHEMA.names} for ad in ads], AD_SCHEMA)


@pytest.fixture(scope="module")
def ads() -> list[AdRecord]:
    bodies = [f"Sunny flat {i}." for i in range(2200)]
    bodies[7], bodies[2100] = HELD, REFUSED
    return [AdRecord(id=f"ad-{i}", title="Flat", body=body, category="housing") for i, body in enumerate(bodies)]


@pytest.fixture(scope="module")
def screened(ads: list[AdRecord]) -> Screened:
    return screen_many([batch(ads[:1500]), batch(ads[1500:])], default_policy(), workers=2)


def test_verdicts_are_those_of_each_ad_in_their_order(ads: list[AdRecord], screened: Screened) -> None:
    assert screened.verdicts.schema == VERDICT_SCHEMA
    rows = screened.verdicts.to_pylist()
    assert [row["id"] for row in rows] == [ad.id for ad in ads]
    for place in (0, 7, 2100):
        verdict = screen(ads[place], default_policy(), Context())
        ground = verdict.ground.slug if verdict.ground else None
        assert rows[place]["outcome"] == verdict.outcome
        assert rows[place]["queue"] == verdict.queue
        assert rows[place]["reasons"] == ([{"rule": verdict.rule, "ground": ground}] if verdict.rule else [])


def test_hits_lie_in_the_text(ads: list[AdRecord], screened: Screened) -> None:
    assert screened.hits.schema == HIT_SCHEMA
    texts = {ad.id: ad.text for ad in ads}
    hits = screened.hits.to_pylist()
    assert {hit["id"] for hit in hits} == {"ad-7", "ad-2100"}
    words = [texts[hit["id"]][hit["start"] : hit["end"]] for hit in hits]
    assert "Erotic massage" in words
    assert all(hit["why"] and hit["weight"] for hit in hits)


def test_the_summary_adds_up_and_the_urgent_are_shown(screened: Screened) -> None:
    assert screened.summary["screened"] == 2200
    assert screened.summary["outcomes"] == {"publish": 2198, "hold": 1, "refuse": 1}
    assert screened.summary["queues"] == {"fraud": 1}
    assert screened.summary["signals"]["sexual-services"] == 1
    assert [ad.id for ad in screened.shown] == ["ad-7", "ad-2100"]


def test_one_worker_finds_the_same(ads: list[AdRecord], screened: Screened) -> None:
    alone = screen_many([batch(ads)], default_policy(), workers=1)
    assert alone.verdicts.equals(screened.verdicts)
    assert alone.hits.equals(screened.hits)


def test_nothing_is_screened_from_nothing() -> None:
    empty = screen_many([], default_policy())
    assert empty.verdicts.num_rows == empty.hits.num_rows == 0
    assert empty.shown == []


def test_what_could_not_be_checked_says_why() -> None:
    slow = load_policy(default_policy_text_with_no_time())
    found = screen_many([batch([AdRecord(id="1", body="Flat.")])], slow)
    (row,) = found.verdicts.to_pylist()
    assert row["outcome"] == Outcome.HOLD
    assert row["reasons"][0]["rule"] == "failure"
    assert row["failures"]


def default_policy_text_with_no_time() -> str:
    from haven.screening import default_policy_text

    return default_policy_text().replace("grounds:\n", "time_limit_ms: 0\ngrounds:\n", 1)


def test_only_so_many_are_shown(ads: list[AdRecord]) -> None:
    held = [AdRecord(id=str(i), body=HELD, category="housing") for i in range(SHOWN + 20)]
    assert len(screen_many([batch(held)], default_policy(), workers=1).shown) == SHOWN
