"""What people are told about words in a conversation: found in the tricks, silent in honest talk, never in the way."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haven.records import AdRecord
from haven.screening import cautions
from haven.screening.catalogue import BY_SLUG
from haven.screening.cautions import CAUTIONS, cautions_in
from haven.screening.reading import Reading
from tests.screening.test_conformance import NAUGHTY, PERSONAL

TRICKS = [
    ("pay-first", "Please transfer a deposit of 200 to hold the flat for you."),
    ("pay-first", "Could you pay half now? I will reserve it."),
    ("pay-first", "Viewing only after the deposit. I can send photographs of the keys."),
    ("pay-first", "Viewings are possible once the deposit is paid."),
    ("pay-first", "Bitte überweisen Sie die Kaution vorab, dann schicke ich die Schlüssel."),
    ("leave", "Text me on WhatsApp, I am rarely on here."),
    ("leave", "Write me at my private email please."),
    ("leave", "Schreib mir auf WhatsApp, ich bin selten hier."),
    ("no-way-back", "Can you pay with Amazon gift cards?"),
    ("no-way-back", "I only take PayPal friends and family."),
    ("no-way-back", "Buy two Steam cards and I will keep it for you."),
    ("their-link", "I paid through the secure payment link, enter your card to receive the money."),
    ("their-link", "Open this link to confirm the sale."),
    ("courier", "My courier will come with cash in an envelope, you only pay the insurance."),
    ("courier", "I send you a cheque for more and you forward the difference to the mover."),
    ("courier", "Mein Kurier holt das Rad ab."),
    ("code", "I sent you a six digit code, tell me the code please."),
    ("papers", "Send me a copy of your passport."),
    ("papers", "Schick mir bitte ein Foto von deinem Ausweis."),
]
HONEST = [
    "It is sold to the first who comes, then I take it off the site.",
    "Is it still there? I could come on Saturday at three.",
    "Yes, come any evening, I show you the bike and you can try it.",
    "Can you send me more photos of the gears please?",
    "Cash is fine, no deposit needed. We sign when you have seen it.",
    "I can post it on Monday if you pay by bank transfer, or you collect.",
    "Never pay a deposit before you have seen the flat.",
    "The deposit is one month's rent, paid when we sign.",
    "I will bring the keys and you bring your passport to sign.",
    "Does the price include the lights? Would you take 80?",
    "Bar bei Abholung, gerne mit Probefahrt.",
]


@pytest.mark.parametrize(("slug", "text"), TRICKS)
def test_a_trick_is_marked_where_it_stands(slug: str, text: str) -> None:
    found = [warned for warned in cautions_in(text, category="vehicles/bicycles") if warned.slug == slug]
    assert found
    assert all(text[warned.start : warned.end].strip() for warned in found)


def test_words_that_call_for_two_cautions_get_the_first_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Buy two Steam cards and I will keep it for you."
    asked = [
        caution.slug for caution in CAUTIONS if any(cautions._found(Reading(AdRecord(id="m", body=text)), caution))
    ]
    assert len(asked) > 1
    assert [warned.slug for warned in cautions_in(text)] == asked[:1]
    monkeypatch.setattr(cautions, "CAUTIONS", CAUTIONS[::-1])
    assert [warned.slug for warned in cautions_in(text)] == asked[-1:]


@pytest.mark.parametrize("text", HONEST)
def test_honest_talk_is_left_alone(text: str) -> None:
    assert cautions_in(text, category="goods/furniture") == []


def test_every_caution_has_an_example_and_names_signals_that_there_are() -> None:
    assert {slug for slug, _ in TRICKS} == {caution.slug for caution in CAUTIONS}
    assert [slug for caution in CAUTIONS for slug in caution.signals if slug not in BY_SLUG] == []


def test_no_wording_names_who_somebody_is() -> None:
    assert [word for caution in CAUTIONS for word in PERSONAL.findall(", ".join(caution.wordings.written))] == []


def test_what_is_told_blames_nobody() -> None:
    assert not [c.slug for c in CAUTIONS if re.search(r"\b(scammer|fraudster|criminal|liar)\b", c.told, re.IGNORECASE)]


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_strings_do_no_harm(text: str) -> None:
    assert all(0 <= warned.start < warned.end <= len(text) for warned in cautions_in(text))


def test_a_signal_that_breaks_costs_its_own_advice_only(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {slug: None for slug in BY_SLUG if slug != "code-request"}
    monkeypatch.setattr(cautions, "BY_SLUG", BY_SLUG | broken)
    assert {w.slug for w in cautions_in("Text me on WhatsApp and send me the code.")} == {"leave", "code"}


@given(
    st.lists(st.sampled_from([text for _, text in TRICKS] + HONEST + ["\n", "é", "👩‍👩‍👧"]), max_size=8).map(" ".join)
)
def test_marks_are_in_order_and_do_not_overlap(text: str) -> None:
    found = cautions_in(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= w.start < w.end <= len(text) for w in found)
