"""One ad at a time gives the networks that a sweep of all gives, to a tolerance: pairwise F1 of .97."""

import os
from pathlib import Path

import pytest

from haven.findings.lookup import look_up
from haven.findings.models import Membership, Network
from haven.networks import Parameters, sweep
from haven.records import AdRecord
from tests.findings.planting import REGION, Shelf, agreement, planted

pytestmark = [pytest.mark.django_db, pytest.mark.prove]

TOLERANCE = 0.97
ADS = 2000 if os.environ.get("HAVEN_PROVE") == "1" else 100


def stored(ads: list[AdRecord]) -> dict[str, str | None]:
    return {ad.id: None for ad in ads} | dict(Membership.objects.values_list("ad_id", "network_id"))


@pytest.mark.parametrize("backwards", [False, True], ids=["as posted", "the other way round"])
def test_one_by_one_gives_what_a_full_sweep_gives(tmp_path: Path, *, backwards: bool) -> None:
    ads = planted(ADS, seed=7, folder=tmp_path)
    full = sweep(ads, parameters=Parameters(region=REGION)).membership
    shelf, foreseen = Shelf([]), 0
    for ad in reversed(ads) if backwards else ads:
        size = look_up(ad, region=REGION).size
        network = shelf.link(ad)
        foreseen += size == (Network.objects.get(pk=network).size if network else 1)
    assert agreement(stored(ads), full) >= TOLERANCE
    # The first ads with an office's number look like a group until the sweep tells the hub.
    assert foreseen >= 0.9 * len(ads)
    assert sum(network.size for network in Network.objects.all()) == Membership.objects.count()


def test_an_unrelated_ad_leaves_every_network_alone(tmp_path: Path) -> None:
    ads = planted(60, seed=8, folder=tmp_path)
    shelf = Shelf([])
    for ad in ads:
        shelf.link(ad)
    before = stored(ads)
    assert (
        shelf.link(AdRecord(id="unrelated", body="Accordion lessons on Sundays beneath the planetarium dome")) is None
    )
    assert stored(ads) == before


def test_linking_an_ad_again_changes_nothing(tmp_path: Path) -> None:
    ads = planted(60, seed=9, folder=tmp_path)
    shelf = Shelf([])
    for ad in ads:
        shelf.link(ad)
    before = stored(ads)
    for ad in ads[:10]:
        shelf.link(ad)
    assert stored(ads) == before
