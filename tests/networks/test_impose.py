import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haven.networks import MarksError, Previous, Sweep, sweep
from haven.networks.marks import parse_marks
from haven.records import AdRecord
from tests.networks.ads import flat, stranger, with_words

FLATS = [flat(i) for i in range(6)]
COPIES = [flat(2, id="copy-0"), flat(2, id="copy-1")]
OWN = [with_words(stranger(100 + i), "call 401-555-0161", category="jobs") for i in range(4)]
BOTH = [with_words(stranger(110 + i), "call 401-555-0161 or 401-555-0172", category="jobs") for i in range(3)]
AGENCY = [with_words(stranger(i), "tel 401-555-0150") for i in range(12)]
ADS = [*FLATS, *COPIES, *OWN, *BOTH, *AGENCY, *(stranger(i) for i in range(200, 212))]
IDS = [ad.id for ad in ADS]
PLAIN = sweep(ADS)
CONTACTS = ["phone:+14015550161", "phone:+14015550172", "phone:+14015550150"]


def marked(text: str, ads: list[AdRecord] = ADS, previous: Sweep | None = None) -> Sweep:
    earlier = {ad: n for ad, n in previous.membership.items() if n} if previous else {}
    return sweep(ads, marks=parse_marks(text), previous=Previous(earlier))


def groups(found: Sweep) -> set[frozenset[str]]:
    return {frozenset(network.ads) for network in found.networks}


def listed(pairs: list[tuple[str, str]]) -> str:
    return "[" + ", ".join(f"[{a}, {b}]" for a, b in pairs) + "]"


def contradict(together: list[tuple[str, str]], apart: list[tuple[str, str]]) -> bool:
    """Whether two that are to be apart are joined by a chain of pairs; found by walking, not by union."""
    for a, b in apart:
        met = {a}
        for _ in together:
            met |= {end for pair in together if not met.isdisjoint(pair) for end in pair}
        if b in met:
            return True
    return False


QUICK = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PAIRS = st.lists(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1]),
    min_size=1,
    max_size=4,
)


@QUICK
@given(st.sets(st.sampled_from(CONTACTS), min_size=1))
def test_a_hub_mark_never_merges_groups(contacts: set[str]) -> None:
    found = marked(f"hubs: {sorted(contacts)}")
    assert all(any(group <= before for before in groups(PLAIN)) for group in groups(found))
    assert contacts <= {f"{hub.kind}:{hub.value}" for hub in found.hubs}
    names = {f"{row['kind']}:{row['value']}" for row in found.contact_table.to_pylist() if row["hub"]}
    assert contacts <= names


@QUICK
@given(PAIRS)
def test_together_always_joins(pairs: list[tuple[str, str]]) -> None:
    found = marked(f"together: {listed(pairs)}")
    for a, b in pairs:
        assert found.membership[a] == found.membership[b] is not None
    assert all(any(before <= group for group in groups(found)) for before in groups(PLAIN))


@QUICK
@given(PAIRS)
def test_apart_always_separates_and_no_one_else_leaves(pairs: list[tuple[str, str]]) -> None:
    found = marked(f"apart: {listed(pairs)}")
    for a, b in pairs:
        assert found.membership[a] is None or found.membership[a] != found.membership[b]
    gone = {a for a, _ in pairs}
    for before in groups(PLAIN):
        left = {found.membership[ad] for ad in before - gone}
        assert len(left) <= 1
    assert all(link.a != link.b for link in found.links)
    inside = [(found.membership[link.a], found.membership[link.b]) for link in found.links]
    assert all(a == b is not None for a, b in inside)


@QUICK
@given(PAIRS, PAIRS)
def test_both_hold_at_once_or_are_refused(together: list[tuple[str, str]], apart: list[tuple[str, str]]) -> None:
    try:
        found = marked(f"together: {listed(together)}\napart: {listed(apart)}")
    except MarksError:
        assert contradict(together, apart)
        return
    assert not contradict(together, apart)
    assert all(found.membership[a] == found.membership[b] is not None for a, b in together)
    assert all(found.membership[a] is None or found.membership[a] != found.membership[b] for a, b in apart)


def test_an_ad_leaves_an_earlier_network_for_good() -> None:
    name = PLAIN.membership["flat-002"]
    text = f"apart: [[flat-002, {name}]]"
    second = marked(text, previous=PLAIN)
    assert second.membership["flat-000"] == name
    assert second.membership["flat-002"] is None
    third = marked(text, [*ADS, flat(9)], previous=second)
    assert third.membership["flat-009"] == name
    assert third.membership["flat-002"] is None


def test_a_marked_link_says_so() -> None:
    found = marked("together: [[flat-000, stranger-200]]")
    network = next(n for n in found.networks if "stranger-200" in n.ads)
    assert network.ties == ("mark", "text")
    assert network.size == 9
    assert [link.why for link in found.links if link.kind == "mark"] == ["An analyst marked them as belonging together"]


def test_what_is_no_hub_ties_all_that_name_it() -> None:
    agency = [with_words(stranger(i), "tel 401-555-0150") for i in range(30)]
    ads = [*agency, *(stranger(i) for i in range(200, 260))]
    assert groups(sweep(ads)) == set()
    assert groups(marked("not_hubs: ['phone:+14015550150']", ads)) == {frozenset(ad.id for ad in agency)}


def test_unknown_names_are_told_by_line_and_change_nothing() -> None:
    found = marked("hubs: ['phone:+14015550999']\ntogether: [[flat-000, none]]\napart:\n  - [flat-001, n-none]\n")
    assert groups(found) == groups(PLAIN)
    assert found.summary["marks"]["unknown"] == ["line 1: phone:+14015550999", "line 2: none", "line 4: n-none"]


def test_marks_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(MarksError, match=r"line 2: flat-000 and flat-002 are marked as apart"):
        marked("together: [[flat-000, flat-001], [flat-001, flat-002]]\napart: [[flat-000, flat-002]]\n")
