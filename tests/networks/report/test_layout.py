from math import dist

from hypothesis import given
from hypothesis import strategies as st

from haven.networks.report.layout import place_ads
from haven.networks.result import Link

TREES = st.lists(st.integers(0, 10_000), min_size=1, max_size=60).map(
    lambda ups: [Link(f"{up % (k + 1)}", f"{k + 1}", "text", 1.0, "") for k, up in enumerate(ups)]
)


@given(TREES)
def test_every_ad_of_a_small_tree_has_a_place_of_its_own(links: list[Link]) -> None:
    places = place_ads(links, most=100).at
    assert set(places) == {end for link in links for end in (link.a, link.b)}
    points = list(places.values())
    assert min(dist(a, b) for k, a in enumerate(points) for b in points[:k]) > 3
    assert places == place_ads(links, most=100).at


@given(TREES, st.integers(2, 20))
def test_no_more_than_asked_are_drawn_and_they_hang_together(links: list[Link], most: int) -> None:
    drawn = set(place_ads(links, most=most).at)
    assert len(drawn) <= most
    met = {next(iter(drawn))}
    for _ in drawn:
        met |= {
            end for link in links if {link.a, link.b} <= drawn and {link.a, link.b} & met for end in (link.a, link.b)
        }
    assert met == drawn


def test_discs_of_a_star_do_not_touch() -> None:
    links = [Link("middle", f"{k}", "text", 1.0, "") for k in range(39)]
    points = list(place_ads(links, most=40).at.values())
    assert min(dist(a, b) for k, a in enumerate(points) for b in points[:k]) > 18
