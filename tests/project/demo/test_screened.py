"""What the default policy makes of the demo's ads: the reason that they are written as they are."""

from functools import cache

from haven.project.demo.ads import DemoAd, generate
from haven.records import AdRecord
from haven.screening import Outcome, Verdict, default_policy, screen


@cache
def verdicts() -> list[tuple[DemoAd, Verdict]]:
    policy = default_policy()
    return [
        (ad, screen(AdRecord(id=ad.key, title=ad.title, body=ad.body, category=ad.category), policy))
        for ad in generate()
    ]


def test_what_should_be_held_is_held_for_two_reasons_or_more() -> None:
    held = [(ad, verdict) for ad, verdict in verdicts() if ad.kind == "held"]
    assert [ad.title for ad, verdict in held if verdict.outcome is Outcome.PUBLISH] == []
    assert [ad.title for ad, verdict in held if len({hit.signal for hit in verdict.hits}) < 2] == []


def test_honest_ads_are_published_those_that_sound_otherwise_too() -> None:
    honest = [(ad, verdict) for ad, verdict in verdicts() if ad.kind in ("ordinary", "lookalike", "network:a")]
    assert [ad.title for ad, verdict in honest if verdict.outcome is not Outcome.PUBLISH] == []
