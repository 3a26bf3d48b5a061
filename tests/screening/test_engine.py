"""What the face promises: outcomes, spans, failing safe."""

from dataclasses import asdict, replace

from hypothesis import given
from hypothesis import strategies as st

from haven.records import AdRecord
from haven.screening import Context, Outcome, default_policy, load_policy, screen
from haven.screening.engine import run
from haven.screening.reading import LIMIT
from haven.screening.signal import Finding, Signal
from haven.screening.signals import ALL, BY_SLUG


def ad(body: str, title: str = "", category: str = "housing") -> AdRecord:
    return AdRecord(id="1", title=title, body=body, category=category)


def test_an_honest_ad_is_published() -> None:
    verdict = screen(ad("Sunny two-room flat near the park, lease for a year.", "Flat to let"), default_policy())
    assert verdict.outcome is Outcome.PUBLISH
    assert verdict.ground is None
    assert verdict.queue is None
    assert verdict.hits == ()
    assert verdict.policy_version == default_policy().version
    assert verdict.elapsed > 0


def test_a_contact_in_disguise_is_named_in_plain_words() -> None:
    verdict = screen(ad("Room to let. Write to flat.hunter (at) example (dot) com"), default_policy())
    assert "An e-mail address written in disguise: flat.hunter@example.com" in {hit.why for hit in verdict.hits}


def test_two_marks_of_a_trick_are_held_and_shown_in_the_raw_text() -> None:
    body = "I am abroad for work. The keys will be sent by courier. Please pay the DEP\u200bOSIT before viewing."
    record = ad(body, "Bright flat")
    verdict = screen(record, default_policy())
    assert (verdict.outcome, verdict.queue) == (Outcome.HOLD, "fraud")
    assert {hit.signal for hit in verdict.hits} >= {"absent-owner", "deposit-before-viewing"}
    for hit in verdict.hits:
        assert record.text[hit.start : hit.end] == hit.excerpt
        assert hit.field == ("title" if hit.end <= len(record.title) else "body")


def test_the_poster_learns_the_ground_and_nothing_of_the_signals() -> None:
    verdict = screen(ad("Erotic massage, call for hours.", category="services"), default_policy())
    assert verdict.ground is not None
    assert verdict.ground.slug == "sexual-services"
    assert verdict.ground == default_policy().ground("sexual-services")  # the policy's sentence, whatever was found
    told = str(asdict(verdict.ground))
    named = {hit.signal for hit in verdict.hits} | {hit.why for hit in verdict.hits}
    assert not any(name in told for name in named - {"sexual-services"})


def test_one_unproven_signal_alone_publishes_with_its_hit_recorded() -> None:
    verdict = screen(ad("Please send the deposit before viewing."), default_policy())
    assert verdict.outcome is Outcome.PUBLISH
    assert {hit.signal for hit in verdict.hits} == {"deposit-before-viewing", "paid-before-seen"}  # on the same words


def _broken(*_: object) -> list[Finding]:
    raise RuntimeError("the table is missing")


def _astray(*_: object) -> list[Finding]:
    return [Finding(0, 10**6, "outside")]


def _with(find: object) -> tuple[Signal, ...]:
    return (replace(ALL[0], slug="broken", find=find), *ALL[1:])  # type: ignore[arg-type]


def test_a_signal_that_raises_holds_the_ad_with_the_reason() -> None:
    for find in (_broken, _astray):
        verdict = run(_with(find), ad("Flat."), default_policy(), Context())
        assert (verdict.outcome, verdict.rule) == (Outcome.HOLD, "failure")
        assert verdict.queue == default_policy().on_failure.queue
        assert [failure.signal for failure in verdict.failures] == ["broken"]
    assert "outside the ad" in verdict.failures[0].reason


def test_a_failure_does_not_soften_what_the_other_signals_found() -> None:
    body = "Erotic massage, incall and outcall."
    verdict = run(_with(_broken), ad(body, category="services"), default_policy(), Context())
    assert verdict.outcome is Outcome.REFUSE
    assert verdict.failures


def test_running_late_holds_the_ad() -> None:
    policy = default_policy().model_copy(update={"time_limit_ms": 0})
    verdict = screen(ad("Flat."), policy)
    assert verdict.outcome is Outcome.HOLD
    assert {failure.signal for failure in verdict.failures} == set(BY_SLUG)


def test_what_was_not_read_is_not_published() -> None:
    verdict = screen(ad("word " * LIMIT), default_policy())
    assert verdict.outcome is Outcome.HOLD
    assert "was not read" in verdict.failures[0].reason
    for body, told in (("K\ufffdche mit Bad.", "1 letter of"), ("K\ufffdche, gro\ufffd.", "2 letters of")):
        verdict = screen(ad(body), default_policy())
        assert verdict.outcome is Outcome.HOLD
        assert told in verdict.failures[0].reason


@given(st.text(max_size=300), st.text(max_size=600))
def test_every_text_gets_a_verdict_with_spans_inside_it(title: str, body: str) -> None:
    record = ad(body, title)
    verdict = screen(record, default_policy())
    assert verdict == screen(record, default_policy())
    assert bool(verdict.failures) == ("\ufffd" in record.text)
    assert all(record.text[hit.start : hit.end] == hit.excerpt for hit in verdict.hits)


def test_an_empty_policy_publishes() -> None:
    text = """
version: "0"
title: Nothing
grounds: {g: {told: A sentence that is long enough., dsa: illegal, category: STATEMENT_CATEGORY_SCAMS_AND_FRAUD}}
queues: {q: {title: All, urgency: 1, due_hours: 1}}
on_failure: {queue: q, ground: g}
rules: []
"""
    assert screen(ad("Erotic massage"), load_policy(text)).outcome is Outcome.PUBLISH
