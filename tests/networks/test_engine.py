from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haven.networks import DuplicateIdsError, Previous, Sweep, sweep
from haven.records import AdRecord
from tests.networks.ads import flat, stranger, with_words

FLATS = [flat(i) for i in range(6)]
STRANGERS = [stranger(i) for i in range(12)]


def groups(found: Sweep) -> set[frozenset[str]]:
    return {frozenset(network.ads) for network in found.networks}


def ids(ads: Iterable[AdRecord]) -> frozenset[str]:
    return frozenset(ad.id for ad in ads)


def test_no_ads_make_no_networks() -> None:
    found = sweep([])
    assert found.networks == []
    assert found.membership == {}
    assert list(found.links) == []


def test_ads_of_one_text_are_one_network_and_strangers_in_none() -> None:
    found = sweep([*FLATS, *STRANGERS])
    assert groups(found) == {ids(FLATS)}
    assert {ad for ad, network in found.membership.items() if network is None} == ids(STRANGERS)
    assert found.networks[0].ties == ("text",)
    assert found.networks[0].score > 0


def test_links_say_what_is_shared_and_where_ads_differ() -> None:
    link = next(found for found in sweep(FLATS[:2]).links)
    assert (link.a, link.b, link.kind) == ("flat-000", "flat-001", "text")
    assert 0.8 < link.strength <= 1
    assert "words in the same order; differs in “90" in link.why


def test_a_shared_number_ties_unrelated_texts_however_it_is_written() -> None:
    ads = [
        with_words(STRANGERS[0], "call 401-555-0134", category="jobs"),
        with_words(STRANGERS[1], "text 4O1 555 Ol34", category="jobs"),
        with_words(STRANGERS[2], "four zero one 5 5 5 zero one three four", category="jobs"),
    ]
    found = sweep([*ads, *STRANGERS[3:]])
    assert groups(found) == {ids(ads)}
    assert found.networks[0].contacts == ("phone:+14015550134",)
    assert {link.why for link in found.links} == {"Both name the phone +1 401-555-0134"}


def test_contacts_beside_the_text_count_too() -> None:
    ads = [stranger(i, contacts=("+1 401 555 0177",)) for i in range(2)]
    assert groups(sweep(ads)) == {ids(ads)}


def test_photos_that_look_the_same_tie() -> None:
    photo = f"{0x1234567890ABCDEF:016x}" * 4
    almost = f"{int(photo, 16) ^ 0b10110:064x}"
    other = f"{0x0F1E2D3C4B5A6978:016x}" * 4
    ads = [
        stranger(0, photo_hashes=(photo,)),
        stranger(1, photo_hashes=(other, almost)),
        stranger(2, photo_hashes=(other[::-1],)),
    ]
    found = sweep(ads)
    assert groups(found) == {ids(ads[:2])}
    assert found.networks[0].ties == ("photo",)


def test_a_number_on_ads_of_every_category_is_a_hub() -> None:
    agency = [with_words(stranger(i), "tel 401-555-0150") for i in range(24)]
    own = [with_words(stranger(100 + i), "call 401-555-0161", category="jobs") for i in range(8)]
    named = [with_words(ad, "office 401-555-0150", category="jobs") for ad in own[:4]] + own[4:]
    found = sweep([*agency, *named, *(stranger(200 + i) for i in range(60))])
    assert groups(found) == {ids(own)}
    assert [(hub.kind, hub.value, hub.ads) for hub in found.hubs] == [("phone", "+14015550150", 28)]
    assert found.networks[0].hubs == ("phone:+14015550150",)


def test_a_number_that_a_few_ads_of_several_groups_quote_welds_them_not() -> None:
    groups_of_ten = [
        [with_words(stranger(100 * k + i), f"call 401-555-01{k}0", category="jobs") for i in range(10)]
        for k in (5, 6, 7)
    ]
    quoting = [[with_words(ads[0], "helpline 800-555-0199"), *ads[1:]] for ads in groups_of_ten]
    found = sweep([ad for ads in quoting for ad in ads])
    assert groups(found) == {ids(ads) for ads in groups_of_ten}


def test_lookalike_letters_and_zero_width_characters_change_nothing() -> None:
    disguised = FLATS[0].body.translate(str.maketrans("aeo", "аео")).replace("river", "ri\u200bver")
    found = sweep([FLATS[0], flat(1, body=disguised), *STRANGERS])
    assert groups(found) == {frozenset({"flat-000", "flat-001"})}


def test_a_stock_sentence_welds_nothing_together() -> None:
    stock = "please note that viewings happen by appointment only and that we answer within two working days"
    ads = [with_words(stranger(i, words=20 + 3 * i), stock) for i in range(30)]
    assert groups(sweep(ads)) == set()


def test_a_text_made_of_two_others_does_not_chain_them() -> None:
    jobs = [with_words(stranger(50, words=40), f"pays {i} an hour", id=f"job-{i}") for i in range(5)]
    both = AdRecord(id="both", body=f"{FLATS[0].body} {jobs[0].body}")
    found = sweep([*FLATS, *jobs, both])
    assert {group - {"both"} for group in groups(found)} == {ids(FLATS), ids(jobs)}


@pytest.mark.parametrize("body", ["", "Bike", "\x00", "🚲 🚲", "\u202eabc", "e\u0301" * 50, "用 中 文", "x " * 5000])
def test_odd_texts_pass(body: str) -> None:
    found = sweep([AdRecord(id="odd", body=body), *FLATS])
    assert ids(FLATS) in groups(found)


def test_chinese_ads_of_one_text_are_found() -> None:
    text = "市中心两居室公寓出租家具齐全近地铁站交通便利月租{}元可短租随时看房联系人王先生非诚勿扰"
    ads = [AdRecord(id=f"zh-{i}", body=text.format(3000 + i)) for i in range(3)]
    assert groups(sweep([*ads, *STRANGERS])) == {ids(ads)}


def test_duplicate_ids_are_refused_and_named() -> None:
    with pytest.raises(DuplicateIdsError, match="flat-001"):
        sweep([*FLATS, flat(1)])


def test_ids_last_while_most_ads_stay_together() -> None:
    first = sweep([*FLATS, *STRANGERS])
    before = {ad: network for ad, network in first.membership.items() if network}
    second = sweep([*FLATS[2:], flat(7), flat(8)], previous=Previous(before))
    assert [n.id for n in second.networks] == [n.id for n in first.networks]
    assert first.networks[0].id == sweep(FLATS[::-1]).networks[0].id


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.permutations(
        [*FLATS, *STRANGERS, *(with_words(stranger(i), "401 555 0123", category="jobs") for i in (70, 71, 72))]
    )
)
def test_the_order_of_ads_changes_nothing(ads: list[AdRecord]) -> None:
    found, sorted_found = sweep(ads), sweep(sorted(ads, key=lambda ad: ad.id))
    assert found.networks == sorted_found.networks
    assert found.link_table.equals(sorted_found.link_table)
    assert found.templates == sorted_found.templates


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(300, 400), unique=True, max_size=20))
def test_unrelated_ads_change_no_group(numbers: list[int]) -> None:
    assert groups(sweep([*FLATS, *STRANGERS, *(stranger(n) for n in numbers)])) == {ids(FLATS)}


@settings(max_examples=10, deadline=None)
@given(st.sampled_from([*FLATS, *STRANGERS]))
def test_a_duplicate_joins_its_group(ad: AdRecord) -> None:
    copy = AdRecord(id="copy", title=ad.title, body=ad.body, category=ad.category)
    membership = sweep([*FLATS, *STRANGERS, copy]).membership
    assert membership["copy"] is not None
    assert membership["copy"] == membership[ad.id]


def test_many_identical_ads_take_no_longer_than_their_number() -> None:
    found = sweep([flat(1, id=f"copy-{i}") for i in range(20_000)])
    assert found.networks[0].size == 20_000
    assert sum(found.summary["seconds"].values()) < 30
