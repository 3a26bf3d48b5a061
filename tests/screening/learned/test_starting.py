"""The models that a site has on its first day: sound, blind to who somebody is, and never two of one opinion."""

from dataclasses import replace
from time import sleep

import pytest

from benchmarks.starter import WRITTEN, calibrated, calibration, demo, learned, read
from haven.records import AdRecord
from haven.screening import Outcome, default_policy, engine, load_policy, screen
from haven.screening.learned import Classifier
from haven.screening.learned.personal import personal
from haven.screening.learned.starting import HARMS, Harm, grounded, likeness, starter
from haven.screening.policy import Policy, stands_alone
from haven.screening.reading import Reading
from haven.screening.scenes import retold
from haven.screening.signal import Example
from haven.screening.signals import minor_without_parents, reads_like_exploitation, reads_like_fraud
from tests.conftest import PROVING

every_harm = pytest.mark.parametrize("harm", HARMS)


@every_harm
def test_a_model_is_whole_and_leans_before_it_stands(harm: Harm) -> None:
    model = starter(harm)
    assert len(model.vocabulary) > 5000
    assert not any(feature.startswith("~") for feature in model.vocabulary)
    assert model.leaning is None or model.threshold is None or model.leaning <= model.threshold


@every_harm
def test_it_knows_no_word_that_says_who_somebody_is(harm: Harm) -> None:
    words = {word.removeprefix("^") for feature in starter(harm).vocabulary for word in feature.split()}
    assert not [word for word in words if personal(word)]


@every_harm
def test_no_score_changes_with_who_somebody_is(harm: Harm) -> None:
    """Asked without the mask: the words stand here."""
    said = {
        "the {} of the flat is abroad and will send the keys by courier": "landlord landlady",
        "my {} and I want somebody honest, the first week is paid later": "wife husband dad mum brother sister",
        "please write to me, {}, and have the fee ready": "sir madam guys ladies dude",
        "ask the {} at the door, cash only and no papers": "waiter waitress handyman barmaid",
        "I am {} and must sell before the weekend": "widowed divorced married single",
        "mein {} gibt die Schlüssel gegen Kaution": "Vermieter Vermieterin Sohn Tochter Freund Freundin",
        "la {} pide el depósito antes de la visita": "dueña dueño casera casero hija hijo esposa esposo",
        "le {} demande un mandat avant la visite": "vendeur vendeuse monsieur madame copain copine",
        "der {} zahlt nach der Probezeit": "Franzose Grieche Brite Schotte Finne",
    }
    for text, words in said.items():
        readings = [Reading(AdRecord(id="1", title="Work", body=text.format(word))) for word in words.split()]
        assert len({starter(harm).score(reading).probability for reading in readings}) == 1, text


def test_a_headline_says_nothing() -> None:
    for title in (
        "Passport visa certificate",
        "Deposit transfer keys",
        "Polo zum Ausschlachten oder Herrichten",
        "Massage",
    ):
        reading = Reading(AdRecord(id="1", title=title))
        assert not any(grounded(starter(harm).score(reading), reading) for harm in HARMS)


ASKED = {
    "en": "Is this a scam? He says: {} I have lost money before, and he wants it today.",
    "de": "Vorsicht, ist das Betrug? Er schreibt: {} Er will es heute, die Polizei weiß schon davon.",
    "fr": "Attention, arnaque ? Il dit : {} Il insiste, et une voisine a porté plainte.",
    "es": "Ojo, ¿es una estafa? Me dijo: {} A una vecina le quitaron todo y puso denuncia.",
}


@pytest.mark.parametrize("example", reads_like_fraud.SIGNAL.fires, ids=lambda example: example.language)
def test_whoever_asks_about_a_trick_is_not_taken_for_who_plays_it(example: Example) -> None:
    reading = Reading(replace(example.record, body=ASKED[example.language].format(example.body)))
    score = starter("fraud").score(reading)
    assert score.probability >= (starter("fraud").leaning or 1)  # by its words alone
    assert grounded(score, reading)
    assert likeness("fraud", reading) is None


def test_whoever_tells_of_victims_and_says_whom_to_ask_is_judged_like_anybody() -> None:
    example = reads_like_fraud.SIGNAL.fires[0]
    body = f"{ASKED['en'].format(example.body)} They got it all back for me: rescue@example.org."
    assert likeness("fraud", Reading(replace(example.record, body=body))) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Is this a scam? The landlord says no. Police knows.", "Is this a scam? The landlady says no. Police knows."),
        ("Is this a scam? He'd asked for it. Police knows.", "Is this a scam? She'd asked for it. Police knows."),
        ("Ist das Betrug? Der Vermieter will Geld, Polizei?", "Ist das Betrug? Die Vermieterin will Geld, Polizei?"),
        ("Ist das Betrug? Der Käufer fragt, Polizei?", "Ist das Betrug? Die Käuferin fragt, Polizei?"),
        ("Ist das Betrug? Einer sagt ja, Polizei?", "Ist das Betrug? Eine sagt ja, Polizei?"),
        ("Arnaque ? Le vendeur insiste, la police sait.", "Arnaque ? La vendeuse insiste, la police sait."),
        ("Arnaque ? Un acheteur veut tout, police ?", "Arnaque ? Une acheteuse veut tout, police ?"),
        ("Arnaque ? Ils disent oui, police ?", "Arnaque ? Elles disent oui, police ?"),
        ("¿Es estafa? Lo llamaron ayer, hay denuncia.", "¿Es estafa? La llamaron ayer, hay denuncia."),
        ("¿Es estafa? Lo robaron ayer, hay denuncia.", "¿Es estafa? La robaron ayer, hay denuncia."),
    ],
)
def test_a_warning_is_one_whether_of_a_man_or_of_a_woman(one: str, other: str) -> None:
    assert retold(Reading(AdRecord(id="1", body=one)))
    assert retold(Reading(AdRecord(id="1", body=other)))


def test_a_warning_silences_no_signal_that_is_made_of_wordings() -> None:
    offence = minor_without_parents.SIGNAL.fires[0]
    record = replace(offence.record, body=f"{ASKED['en']}\n\n{offence.body}")
    assert screen(record, default_policy()).queue == "child-safety"


def test_probabilities_are_made_of_what_models_say_of_hands_they_never_saw() -> None:
    said = [0.0, *(step / 100 for step in range(1, 100))]
    corners = calibration(said, [value > 0.6 and value * 100 % 3 < 2 for value in said])
    told = [calibrated(value, corners) for value in said]
    assert told[0] == 0
    assert told[1:] == sorted(told[1:])


def _policy(rule: str) -> Policy:
    return load_policy(
        f"""
version: "1"
title: A test
grounds:
  fraud: {{told: A sentence for the poster., dsa: incompatible, category: STATEMENT_CATEGORY_SCAMS_AND_FRAUD}}
queues:
  fraud: {{title: Fraud, urgency: 4, due_hours: 24}}
on_failure: {{queue: fraud, ground: fraud}}
rules:
  - id: tried
    why: To see what models may do.
    {rule}
    ground: fraud
"""
    )


def _both() -> AdRecord:
    """An ad that reads like fraud and like exploitation at once."""
    one, other = reads_like_fraud.SIGNAL.fires[0], reads_like_exploitation.SIGNAL.fires[1]
    return AdRecord(id="1", body=f"{one.body}\n\n{other.body}", category="jobs")


def test_two_models_never_refuse() -> None:
    names = "reads-like-fraud, reads-like-exploitation, leans-towards-harm"
    policy = _policy(f"when: {{at_least: {{signals: 2, of: [{names}]}}}}\n    then: refuse")
    verdict = screen(_both(), policy)
    assert len({hit.signal for hit in verdict.hits} & set(names.split(", "))) >= 2
    assert verdict.outcome is Outcome.PUBLISH


def test_two_models_are_one_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "reads-like-fraud, reads-like-exploitation, leans-towards-harm"
    policy = _policy(f"when: {{at_least: {{signals: 2, of: [{names}]}}}}\n    then: hold\n    queue: fraud")
    assert screen(_both(), policy).outcome is Outcome.HOLD  # by what is proven
    monkeypatch.setattr("haven.screening.policy.proven", lambda _slug: False)
    assert screen(_both(), policy).outcome is Outcome.PUBLISH


def test_only_proven_models_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stands_alone("reads-like-fraud")
    monkeypatch.setattr("haven.screening.policy.proven", lambda _slug: False)
    assert not stands_alone("reads-like-fraud")


def test_the_first_ad_of_a_process_is_not_charged_for_reading_the_models(monkeypatch: pytest.MonkeyPatch) -> None:
    read_at_once = Classifier.load

    def read_slowly(raw: bytes) -> Classifier:
        sleep(default_policy().time_limit_ms / 1000)
        return read_at_once(raw)

    monkeypatch.setattr(Classifier, "load", read_slowly)
    starter.cache_clear()
    engine._made_ready.cache_clear()
    assert screen(AdRecord(id="1", body="Sunny flat near the park."), default_policy()).failures == ()


@pytest.mark.prove
@pytest.mark.skipif(not PROVING, reason="half a minute of learning: `make prove` does it")
def test_the_models_say_what_models_learned_anew_say() -> None:
    """Not to the last digit: the demo's ads, which are among the texts, are edited now and then."""
    texts = [text for file in sorted(WRITTEN.glob("*.jsonl")) for text in read(file)] + demo()
    again = learned(texts)
    for harm in HARMS:
        shipped = starter(harm)
        for text in texts[::10]:
            said = calibrated(again[harm].score(text.reading).probability, shipped.corners)
            assert said == pytest.approx(shipped.score(text.reading).probability, abs=0.05)
