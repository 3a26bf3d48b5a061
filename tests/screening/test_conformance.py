"""One suite that every signal passes: declared whole, right on its own examples, safe on anybody else's text."""

import re
from dataclasses import fields, replace
from pathlib import Path
from time import perf_counter

import pytest

from haven.records import AdRecord
from haven.screening import Context, default_policy, messages, signals
from haven.screening.catalogue import BY_SLUG
from haven.screening.reading import LIMIT, Reading
from haven.screening.signal import Example, Finding, Signal

FOLDERS = [Path(str(package.__file__)).parent for package in (signals, messages)]
ALL = tuple(BY_SLUG.values())

every_signal = pytest.mark.parametrize("signal", ALL, ids=lambda signal: signal.slug)

NAUGHTY = (
    "",
    " ",
    "\n\n\n",
    "\x00\x01\x7f",
    "\u202egnp.exe\u202c",
    "a\u0300" * 400,
    "👩‍👩‍👧‍👦" * 100,
    "ﷺ" * 200,
    "ｐａｓｓｐｏｒｔ",
    "'; DROP TABLE ads; --",
    "<script>alert(1)</script>",
    "%s%n{0}{x!r}",
    "\ud83d",
    "№" * 300,
    "9" * 5000,
    "$1,000,000,000 per hour " * 50,
    "p a s s p o r t " * 200,
    "\N{ZERO WIDTH SPACE}" * 2000,
    "İıſßẞ" * 100,
)

# Words that may never decide: what follows from them would follow from who somebody is.
PERSONAL = re.compile(
    r"\b(polish|romanian|bulgarian|ukrainian|russian|nigerian|chinese|thai|filipin\w*|mexican|african|asian|latina?|arab\w*|turkish|"
    r"roma|gypsy|jewish|muslim|christian|catholic|black|women|woman|men|man|male|female|girls?|boys?|lad(?:y|ies)|gay|lesbian|trans\w*exual|"
    r"deaf|blind|disabled|wheelchair|pregnant|polnisch\w*|rumänisch\w*|türkisch\w*|frau(?:en)?|mann|männer|mädchen|behindert\w*)\b",
    re.IGNORECASE,
)
WHO = (
    "We are a Polish, Romanian and Nigerian family.",
    "For women only, men only, girls and boys.",
    "Muslim, Jewish and Christian households welcome.",
    "Wheelchair access; deaf and blind people welcome.",
    "Hablamos español, mówimy po polsku, говорим по-русски.",
)


def findings(signal: Signal, example: Example) -> list[Finding]:
    return list(signal.find(Reading(example.record), example.context))


def found(signal: Signal, text: str, context: Context = Context()) -> list[Finding]:  # noqa: B008 (frozen)
    return list(signal.find(Reading(AdRecord(id="1", body=text, category="jobs")), context))


def test_every_file_is_one_signal_and_listed() -> None:
    files = {path.stem.replace("_", "-") for folder in FOLDERS for path in folder.glob("*.py")} - {"--init--"}
    assert files == set(BY_SLUG)
    assert len(BY_SLUG) == len(signals.ALL) + len(messages.ALL)


@every_signal
def test_is_declared_whole(signal: Signal) -> None:
    assert re.fullmatch(r"[a-z][a-z-]{2,40}", signal.slug)
    assert 5 <= signal.weight <= 60
    assert len(signal.looks_for) > 40
    assert signal.title[0].isupper()
    assert signal.sources
    assert all(source.issuer and source.title for source in signal.sources)
    assert all(source.year is None or 1945 < source.year < 2100 for source in signal.sources)
    assert signal.ground in default_policy().grounds
    assert signal.find.__doc__
    assert len(signal.silent) >= 2
    for language in signal.languages:
        assert any(example.language == language for example in signal.fires)
        assert any(example.language == language for example in signal.silent)


@every_signal
def test_fires_on_its_examples_and_says_why(signal: Signal) -> None:
    for example in signal.fires:
        hits = findings(signal, example)
        assert hits, example.body
        assert all(hit.why and (hit.why[0].isupper() or hit.why.startswith("…")) for hit in hits)


@every_signal
def test_is_silent_on_honest_look_alikes(signal: Signal) -> None:
    for example in signal.silent:
        assert not findings(signal, example), example.body


@every_signal
def test_spans_lie_inside_the_text_and_repeat(signal: Signal) -> None:
    for example in signal.fires:
        hits = findings(signal, example)
        assert all(0 <= hit.start <= hit.end <= len(example.record.text) for hit in hits)
        assert hits == findings(signal, example)


def disguised(text: str) -> str:
    """The text as somebody writes it who does not want it found: a Cyrillic o, zero-width spaces, full-width a."""
    swapped = re.sub(r"(?<=[a-z])o(?=[a-z])", "о", text)
    hidden = re.sub(r"(?<=[a-z])e(?=[a-z])", "e\N{ZERO WIDTH SPACE}", swapped)
    return re.sub(r"(?<=[a-z])a(?=[a-z])", "ａ", hidden)


@pytest.mark.parametrize("signal", [s for s in ALL if s.languages], ids=lambda signal: signal.slug)
def test_look_alike_letters_do_not_hide_it(signal: Signal) -> None:
    for example in signal.fires:
        masked = replace(example, body=disguised(example.body))
        assert masked.body != example.body
        assert findings(signal, masked), masked.body


@every_signal
def test_survives_naughty_strings(signal: Signal) -> None:
    for text in NAUGHTY:
        for hit in found(signal, text):
            assert 0 <= hit.start <= hit.end <= len(text)


@every_signal
def test_silent_on_nothing_and_on_the_unknown(signal: Signal) -> None:
    assert found(signal, "") == []
    unknown = Context(network_size=None, author_age_days=None, category_price_quantiles=None)
    assert found(signal, "", unknown) == []


def _worst_texts(signal: Signal) -> list[str]:
    """Texts made of the signal's own words, over and over: the worst case for matching by them."""
    words = " ".join(example.body for example in signal.fires).split()
    repeated = [(f"{word} " * LIMIT)[:LIMIT] for word in {*words[:3], "pay", "a"}]
    return [*repeated, (" ".join(words) + " ") * (LIMIT // (len(" ".join(words)) + 1)), "a" * LIMIT, "(" * LIMIT]


@every_signal
def test_no_text_makes_it_slow(signal: Signal) -> None:
    for text in _worst_texts(signal):
        reading = Reading(AdRecord(id="1", body=text, category="jobs"))
        _ = reading.contacts, reading.amounts
        started = perf_counter()
        list(signal.find(reading, Context()))
        assert perf_counter() - started < 3, text[:60]


@every_signal
def test_survives_a_megabyte(signal: Signal) -> None:
    text = "The quick brown fox pays a deposit before viewing. " * 20_000
    assert len(text) > 1_000_000
    assert all(hit.end <= LIMIT for hit in found(signal, text))


@every_signal
def test_who_somebody_is_changes_nothing(signal: Signal) -> None:
    for example in (*signal.fires, *signal.silent):
        fired = bool(findings(signal, example))
        for who in WHO:
            told = replace(example, body=f"{who}\n\n{example.body}")
            assert bool(findings(signal, told)) == fired, told.body


def test_no_wording_names_who_somebody_is() -> None:
    files = [path for folder in FOLDERS for path in folder.glob("*.py")]
    for path in (*files, FOLDERS[0].parent / "scenes.py", FOLDERS[0].parent / "reading.py"):
        wordings = re.findall(r'Phrases\(f?"+(.*?)"+\)', path.read_text("utf-8"), re.DOTALL)
        assert not [word for text in wordings for word in PERSONAL.findall(text)], path.name


def test_signals_cannot_reach_who_wrote_the_ad() -> None:
    reading = Reading(AdRecord(id="1", body="Flat.", author="somebody"))
    assert "somebody" not in repr(vars(reading))
    assert not {field.name for field in fields(Context)} & {
        "nationality",
        "ethnicity",
        "language",
        "gender",
        "disability",
    }
