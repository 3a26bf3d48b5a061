from itertools import pairwise
from pathlib import Path

import pytest

from haven.networks import sweep
from haven.networks.errors import ResultError, UnknownAdError
from haven.networks.explain import Explanation, explain
from haven.networks.store import write
from haven.networks.stored import StoredResult
from haven.networks.telling import tell
from haven.records import AdRecord
from tests.networks.ads import flat, stranger, with_words

FLATS = [flat(i) for i in range(6)]
OWN = [with_words(stranger(100 + i), "call 401-555-0161", category="jobs") for i in range(8)]
# A flat that names the number too, so that it is two links from a flat to a job.
CALLED = [with_words(ad, "call 401-555-0161", category="jobs") for ad in FLATS]
AGENCY = [with_words(stranger(i), "tel 401-555-0150") for i in range(24)]
REST = [stranger(200 + i) for i in range(60)]
HALF = AdRecord(id="half", body=f"Bright two bedroom flat near the river {stranger(7, words=60).body}")


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> StoredResult:
    out = tmp_path_factory.mktemp("explain") / "out"
    write(sweep([*CALLED, *OWN, *AGENCY, *REST, HALF]), out)
    return StoredResult(out)


def told(found: Explanation) -> str:
    return "\n".join(tell(found))


def test_a_chain_of_links_leads_from_one_to_the_other(result: StoredResult) -> None:
    found = explain(result, "flat-003", "stranger-105")
    assert found.together
    ends = [{link.a, link.b} for link in found.chain]
    assert "flat-003" in ends[0]
    assert "stranger-105" in ends[-1]
    assert all(one & other for one, other in pairwise(ends))
    assert [(thing.kind, thing.value, thing.hub) for thing in found.shared] == [("phone", "+14015550161", None)]
    assert "Both name the phone +1 401-555-0161." in told(found)


def test_the_template_is_shown_with_what_both_fill_in(result: StoredResult) -> None:
    found = explain(result, "flat-001", "flat-004")
    assert any("two bedroom flat" in (column.constant or "") for column in found.template)
    slots = [(column.a, column.b) for column in found.template if column.constant is None]
    assert any("907" in a and "928" in b for a, b in slots)
    assert "in flat-004: [" in told(found)
    assert found.likeness is not None
    assert found.likeness.is_link(found.parameters)


def test_a_hub_is_named_as_what_does_not_tie(result: StoredResult) -> None:
    found = explain(result, "stranger-001", "stranger-002")
    assert not found.together
    assert [(thing.value, bool(thing.hub)) for thing in found.shared] == [("+14015550150", True)]
    assert "but that is a hub and ties no one together: on 24 ads" in told(found)
    assert "stranger-001 is in no network." in told(found)


def test_what_is_too_little_is_measured_and_quoted(result: StoredResult) -> None:
    found = explain(result, "half", "flat-000")
    assert found.likeness is not None
    assert found.likeness.bits > 0
    assert not found.likeness.is_link(found.parameters)
    assert "two bedroom flat near the river" in found.likeness.phrases[0].lower()
    assert found.nearest is not None
    assert found.nearest.a == "half"
    assert "too little" in told(found)


def test_unrelated_ads_share_nothing(result: StoredResult) -> None:
    words = told(explain(result, "stranger-201", "stranger-202"))
    assert "They share no contact and no photo." in words
    assert "They share no phrase of three words" in words


def test_an_unknown_id_is_answered_with_the_nearest(result: StoredResult) -> None:
    with pytest.raises(UnknownAdError, match=r"no ad 'flat-01'.*flat-001"):
        explain(result, "flat-01", "flat-002")


def test_without_texts_links_are_told_and_words_need_the_file(tmp_path: Path) -> None:
    write(sweep(FLATS), tmp_path / "out", keep_texts=False)
    bare = StoredResult(tmp_path / "out")
    found = explain(bare, "flat-000", "flat-001")
    assert found.chain
    assert found.likeness is None
    assert "name the swept files with --ads" in told(found)
    with pytest.raises(ResultError, match="keeps no texts"):
        next(bare.ads())


def test_an_older_result_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ResultError, match="holds no result"):
        StoredResult(tmp_path)
    (tmp_path / "summary.json").write_text('{"ads": 3, "versions": {"haven": "0.0.1"}}')
    with pytest.raises(ResultError, match=r"Haven 0\.0\.1 in another format .*sweep all the files anew"):
        StoredResult(tmp_path)
