"""A production of any size: in parts, with one list over all of them that anybody can check."""

import re
import subprocess
from pathlib import Path

import pytest

from haven.accounts.models import User
from haven.custody.bundles import files_of
from haven.custody.models import EvidenceItem
from haven.evidence.digests import sha256
from haven.legal import parts, productionpage
from haven.legal.actions.producing import approve_production
from haven.legal.actions.scoping import set_targets
from haven.legal.models import Production
from haven.legal.opening import list_text
from haven.legal.parts import in_parts, list_of
from tests.factories import a_listing, a_verified_request, an_evidence_item, put_together
from tests.legal.conftest import AsUser

pytestmark = pytest.mark.django_db


@pytest.fixture
def produced(suspect: User, preparer: User, caller: User, monkeypatch: pytest.MonkeyPatch) -> Production:
    """Seven items in parts of three, on pages of four."""
    monkeypatch.setattr(parts, "MOST_ITEMS", 3)
    monkeypatch.setattr(productionpage, "PAGE", 4)
    for number in range(4):
        a_listing(poster=suspect, title=f"Chair {number}")
    request = a_verified_request(by=caller)
    set_targets(request=request, subjects=[f"person:{suspect.pk}"], by=preparer)
    return put_together(request=request, classes=["records", "content"], by=preparer)


def test_parts_hold_every_item_once_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [an_evidence_item(subject=f"listing:{i}") for i in range(7)]
    monkeypatch.setattr(parts, "MOST_ITEMS", 3)
    assert list(in_parts(items)) == [items[:3], items[3:6], items[6:]]
    monkeypatch.setattr(parts, "MOST_BYTES", 1)
    assert list(in_parts(items)) == [[item] for item in items], "one that is larger than a part is a part"
    assert list(in_parts([])) == []


def test_the_list_is_exact_over_all_parts_and_sha256sum_reads_it(produced: Production, tmp_path: Path) -> None:
    assert [len(bundle.items) for bundle in produced.bundles] == [3, 3, 1]
    text = list_text(produced)
    assert sha256(text.encode()) == produced.manifest
    for number, bundle in enumerate(produced.bundles, 1):
        files = files_of(bundle)
        assert produced.manifest.encode() in files["data/index.html"], "each part names the whole"
        assert f"Part {number} of 3".encode() in files["data/index.html"]
        for path, data in files.items():
            there = tmp_path / f"part-{number}" / path
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(data)
    (tmp_path / "list.txt").write_text(text)
    check = ["sha256sum", "--strict", "-c", "list.txt"]
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    (tmp_path / "part-2/data/exhibits/001/manifest.json").write_text("{}")
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode != 0


def test_every_page_is_opened_before_it_is_approved(produced: Production, approver: User, enter: AsUser) -> None:
    client, address = enter(approver), f"/legal/productions/{produced.code}/"
    first = client.get(address).content.decode()
    assert "7 items" in first
    assert "page 2" in first
    assert "approval/" not in first
    client.post(f"{address}approval/", {"manifest": produced.manifest})
    produced.refresh_from_db()
    assert produced.approved_at is None
    second = client.get(f"{address}?page=2").content.decode()
    assert "approval/" in second
    titles = re.findall(r'<h3 id="item-\d+">(\d+)\. ', first + second)
    assert titles == [str(number) for number in range(1, 8)]
    client.post(f"{address}approval/", {"manifest": produced.manifest})
    produced.refresh_from_db()
    assert produced.approved_by == approver


def test_every_part_is_saved_and_the_saving_is_kept(produced: Production, approver: User, enter: AsUser) -> None:
    client, address = enter(approver), f"/legal/productions/{produced.code}/"
    assert client.get(f"{address}part-1.zip").status_code == 403
    approve_production(production=produced, manifest=produced.manifest, by=approver)
    for number in (1, 2, 3):
        answer = client.get(f"{address}part-{number}.zip")
        assert f"-part-{number}.zip" in answer["Content-Disposition"]
    assert client.get(f"{address}part-4.zip").status_code == 302
    assert list(produced.exports.values_list("part", flat=True)) == [1, 2, 3]
    assert client.get(f"{address}list.txt").content.decode() == list_text(produced)


def test_a_long_list_is_cut_into_items_that_can_be_read(suspect: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from haven.legal import material

    monkeypatch.setattr(material, "_MOST_ROWS", 2)
    facts = {"account": 7, "steps": [{"at": str(n)} for n in range(5)], "messages": [{"at": "0"}]}
    pieces = list(material._pieces(facts))
    assert [len(piece["steps"]) for piece in pieces] == [2, 2, 1]
    assert [step for piece in pieces for step in piece["steps"]] == facts["steps"]
    assert [piece["messages"] for piece in pieces] == [[{"at": "0"}], [], []]
    assert ["account" in piece for piece in pieces] == [True, False, False]


def test_the_list_names_items_by_what_they_say(produced: Production) -> None:
    items = [[EvidenceItem.objects.get(pk=key) for key in bundle.items] for bundle in produced.bundles]
    digests = [line.split()[0] for line in list_of(items).splitlines()]
    assert digests == [item.sha256 for part in items for item in part]
