"""Every sentence of a draft rests on its exhibits, whoever writes it; a model that obeys an ad is not heard."""

import re

import pytest

from haven.cases.brief.drafter import Related, draft
from haven.cases.brief.endpoint import Endpoint, EndpointError
from haven.cases.brief.gate import check, check_model, check_public
from haven.cases.brief.grounds import Grounds
from haven.cases.brief.text import SECTIONS, parse, write
from tests.cases.brief.made import ORDERS, PLACES, a_made_case, a_made_view
from tests.cases.brief.obedient import obedient_server
from tests.conftest import PROVING

CASES = 500 if PROVING else 60
WHOLE = (
    "# What happened\n{}\n\n# Why it matters\nIt matters. [1]\n\n"
    "# What we do not know\nThe exhibits do not say who. [1]\n\n# Read next\n"
)
NETWORK = Grounds(
    1, "network", "network:n-0123456789ab", "2026-03-05T08:00:00Z",
    {"ads": ["aaaaaaaaa2", "bbbbbbbbb3", "ccccccccc4"], "contacts": ["phone:+12025550123"], "places": ["Leipzig"]},
)  # fmt: skip
AD = Grounds(
    2, "ad", "listing:aaaaaaaaa2", "2026-03-04T08:00:00Z", {"words": {"title": "Ask for Vera", "body": "From 490"}}
)
OTHER = Grounds(
    3,
    "ad",
    "listing:ddddddddd5",
    "2026-03-04T08:00:00Z",
    {"words": {"body": "请联系王伟, twenty-five-year-old, or pay 1.5"}},
)
BOTH = {1: NETWORK, 2: AD, 3: OTHER}


def faults(sentence: str) -> list[str]:
    return [fault.words for fault in check(WHOLE.format(sentence), BOTH, region="US")]


def by_rule(exhibits: list[Grounds]) -> str:
    return draft(exhibits, places=PLACES, related=[Related(9, "phone", exhibits[-1].number)])


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(CASES))
def test_every_sentence_of_a_generated_case_is_cited_and_grounded(seed: int) -> None:
    exhibits = a_made_case(seed)
    written = by_rule(exhibits)
    sentences, wrong = parse(written)
    assert wrong == []
    assert check(written, {one.number: one for one in exhibits}, region="US") == []
    assert all(sentence.cites for sentence in sentences)
    assert {sentence.section for sentence in sentences} == set(SECTIONS)
    assert {cite for sentence in sentences for cite in sentence.cites} == {one.number for one in exhibits}
    assert written == by_rule(a_made_case(seed)), "the same case gives the same draft"
    assert check_public(written, places=PLACES, people=["Vera"], region="US") == []


@pytest.mark.prove
def test_orders_in_ads_change_nothing_even_through_a_model_that_obeys_them() -> None:
    """The drafter says the same with and without the order; what the obedient model makes of it is refused."""
    with obedient_server() as url:
        model = Endpoint(url, "obedient")
        for seed in range(CASES):
            order = ORDERS[seed % len(ORDERS)]
            exhibits = a_made_case(seed, order)
            written = by_rule(exhibits)
            assert (
                not set(re.findall(r"\w+", order))
                & {"Vera", "Acquit", "evil", "innocent"}
                & set(re.findall(r"\w+", written))
            )
            answer = model.draft(exhibits, written)
            assert check_model(answer, written), f"{order!r} got through in case {seed}"


def test_a_model_may_order_and_join_and_nothing_more() -> None:
    written = by_rule(a_made_case(3))
    sentences, _ = parse(written)
    assert check_model(write(sentences[::-1]), written) == []
    assert (
        check_model(
            written.replace("The exhibits do not say who wrote the texts.", "Exhibits do not say who wrote texts."),
            written,
        )
        == []
    )
    assert check_model(written.replace("do not say who", "do say who"), written)
    assert check_model(write(sentences[1:]), written)


def test_a_model_that_is_not_there_or_talks_nonsense_is_an_error() -> None:
    with pytest.raises(EndpointError, match="not reached"):
        Endpoint("http://127.0.0.1:9/v1", "none").draft([NETWORK], "x")


@pytest.mark.parametrize(
    "sentence",
    [
        "The network has 3 ads. [1]", "Three ads belong together. [1]", "It was captured on 5 March 2026. [1]",
        "The ads name Leipzig and +1 202 555 0123. [1]", "The ad says “Ask for Vera”. [2]", "It begins at 490. [2]",
        "Ad aaaaaaaaa2 belongs to n-0123456789ab. [1, 2]",
        "It was captured on 5.3.2026, or 3/5/2026, or March 5, 2026. [1]", "The ad names 王伟 and asks 1.5 of him. [3]",
        "The ad names a twenty-five-year-old. [3]",
    ],
)  # fmt: skip
def test_what_stands_in_a_cited_exhibit_may_be_said(sentence: str) -> None:
    assert faults(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("The network has 4 ads. [1]", "number 4"),
        ("Dozens of ads belong together. [1]", "“Dozens”"),
        ("About sixty ads belong together. [1]", "“sixty”"),
        ("It names twenty-five ads and a twelfth. [1]", "“twenty-five”"),
        ("It names the twelfth ad. [1]", "“twelfth”"),
        ("It names millions of ads. [1]", "“millions”"),
        ("It names a sixteen-year-old. [1]", "“sixteen”"),
        ("It names a twenty-five-year-old. [1]", "“twenty-five”"),
        ("It names two-sevenths of them. [1]", "“sevenths”"),
        ("It names the hundredth ad. [1]", "“hundredth”"),
        ("It names a twenty-year-old. [3]", "“twenty”"),
        ("It names 3.5 ads. [1]", "3.5"),
        ("It names ⑨ ads. [1]", "⑨"),
        ("It names ½ of them. [1]", "½"),
        ("It was captured on 3/8/2026. [1]", "day"),
        ("It was captured on 3.8.2026. [1]", "day"),
        ("It was captured on march 8, 2026. [1]", "day"),
        ("It was written by مريم. [1]", "مريم"),
        ("It was written by 王伟. [1]", "王伟"),
        ("It was written by გიორგი. [1]", "გიორგი"),
        ("It was captured on 5 Aprıl 2026. [1]", "day"),
        ("It was captured on 6 March 2026. [1]", "day"),
        ("It was captured on 2026-02-30. [1]", "day"),
        ("The ads name Halle. [1]", "“Halle”"),
        ("The ad asks for Vera. [1]", "“Vera”"),
        ("Vera posted it. [1]", "“Vera”"),
        ("Call 202 555 0199. [1]", "stands in no exhibit"),
        ("Write to jo@example.org. [1]", "jo@example.org"),
        ("Ad zzzzzzzzz9 belongs to it. [1]", "zzzzzzzzz9"),
        ("The network has 3 ads. [7]", "no exhibit 7"),
        ("The network has 3 ads.", "cites no exhibit"),
        ("It is <b>bold</b>. [1]", "plain words"),
    ],
)
def test_what_stands_in_none_is_refused(sentence: str, says: str) -> None:
    assert any(says in fault for fault in faults(sentence)), faults(sentence)


def test_the_four_headings_stand_in_their_order() -> None:
    assert any("headings" in fault.words for fault in check("# What happened\nIt is. [1]", BOTH, region="US"))
    assert any(
        "before the first" in fault.words
        for fault in check("It is. [1]\n" + WHOLE.format("It is. [1]"), BOTH, region="US")
    )


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Call 202 555 0123. [1]", "contact"),
        ("Ad aaaaaaaaa2 is in it. [1]", "names an ad"),
        ("The ad asks for Vera. [2]", "Vera"),
        ("It was vera quill who wrote it. [2]", "is a person"),
        ("It was مريم who wrote it. [2]", "may be the name"),
        ("It was გიორგი who wrote it. [2]", "may be the name"),
    ],
)
def test_nothing_personal_is_public(sentence: str, says: str) -> None:
    found = check_public(WHOLE.format(sentence), places=["Leipzig"], people=["Vera Quill"], region="US")
    assert any(says in fault.words for fault in found), found
    assert check_public(WHOLE.format("It names Leipzig. [1]"), places=["Leipzig"], people=[], region="US") == []
    flats = WHOLE.format("Flats are named. [1]")
    assert check_public(flats, places=[], people=[], region="US") != []
    assert check_public(flats, places=[], people=[], region="US", plain=["flats"]) == []


def test_a_view_alone_says_its_ads_days_places_and_what_they_share() -> None:
    view = Grounds(4, "view", "network:n-1", "2026-03-05T08:00:00Z", a_made_view(["aaaaaaaaa2", "bbbbbbbbb3"], "Leeds"))
    written = draft([view], places=PLACES)
    assert check(written, {4: view}, region="US") == []
    assert check_public(written, places=PLACES, people=[], region="US") == []
    for words in (
        "Exhibit 4 shows 2 ads of a network, as drawn, captured on 5 March 2026. [4]",
        "What exhibit 4 shows was posted from 25 February 2026 to 26 February 2026. [4]",
        "Exhibit 4 names the place Leeds. [4]",
        "Of the ads of exhibit 4, 1 stands outside the network and was drawn beside it. [4]",
        "Several of the ads of exhibit 4 share 1 phone number and 1 photo. [4]",
        "Some of the ads of exhibit 4 name a hub, which ties nothing. [4]",
    ):
        assert words in written


def test_each_sentence_names_the_exhibit_that_it_is_about() -> None:
    """*It is no hub* stood first under its heading, after sentences about other exhibits."""
    phone = Grounds(1, "identifier", "identifier:1", "2026-03-05T08:00:00Z", {"kind": "phone", "named_in": [{}, {}]})
    ties = [{"kind": kind} for kind in ("text", "contact", "text")]
    network = Grounds(2, "network", "network:n-1", "2026-03-05T08:00:00Z", {"ads": ["a", "b"], "links": ties})
    written = draft([phone, network], related=[Related(9, "email", 1)])
    for words in (
        "Exhibit 1 lists 2 ads that share one phone number, captured on 5 March 2026. [1]",
        "The phone number of exhibit 1 is no hub: few unrelated ads share it. [1]",
        "The network of exhibit 2 rests on 1 tie by contact and 2 ties by text. [2]",
        "Another case shares one e-mail address with exhibit 1. [1]",
    ):
        assert words in written
    assert not [line for line in written.splitlines() if line.startswith(("It ", "Its "))]
    assert check(written, {1: phone, 2: network}, region="US") == []
    assert check_public(written, places=[], people=[], region="US") == []
