"""From a network to a signed bundle in a stranger's hands, who trusts nothing but keys that were published elsewhere.

In the everyday run the stranger has `haven verify`, SHA-256 and openssl; `make prove` adds bagit.py and case_validate.
"""

import hashlib
import subprocess
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.evidence.bundle.test_strangers import OVERLAY, run
from tests.journeys.test_investigator import open_largest, put_in
from tests.journeys.test_moderator import be
from tests.serving import haven

pytestmark = pytest.mark.browser


@pytest.fixture
def handed_over(page: Page, tmp_path: Path) -> tuple[Path, Path]:
    """A bundle as a second member let it out, and the site's keys, fetched by another way."""
    open_largest(page)
    page.get_by_role("button", name="Keep as an exhibit").click()
    case = page.url.split("#")[0]
    put_in(page, "Add a member", {"Investigator": "Ivo Investigator"}, "Add")
    page.locator(".desk-nav").get_by_role("link", name="Networks").click()
    page.locator(".network-title").first.click()
    page.get_by_role("link", name="Open the drawing").click()
    expect(page.locator("#web[data-ready]")).to_be_visible()
    page.get_by_role("button", name="Save the view as an exhibit").click()
    page.goto(f"{case}bundle/")
    page.get_by_label("Title").fill("Flats under several names")
    page.get_by_label("What is it for?").fill("Letter 12")
    page.get_by_role("button", name="Make the bundle").click()
    expect(page.get_by_text("has to release it")).to_be_visible()
    bundle = page.url
    be(page, "Ivo Investigator")
    page.goto(bundle)
    page.get_by_role("button", name="Release it").click()
    be(page, "Ines Investigator")
    page.goto(bundle)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the bundle").click()
    path, keys = tmp_path / "bundle.zip", tmp_path / "keys.txt"
    download.value.save_as(path)
    keys.write_text(page.request.get("/log/keys").text())
    return path, keys


def test_a_stranger_checks_the_bundle_without_trusting_the_site(handed_over: tuple[Path, Path], tmp_path: Path) -> None:
    path, keys = handed_over
    found = haven(tmp_path / "empty", "verify", str(path), "--keys", str(keys))
    assert found.returncode == 0, found.stdout + found.stderr
    opened = tmp_path / "opened"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(opened)
    listed = [line.split("  ", 1) for line in (opened / "signed.txt").read_text().splitlines()]
    assert {name for _, name in listed} >= {"data/exhibits/001/manifest.json", "data/exhibits/002/view.svg"}
    for digest, name in listed:
        assert hashlib.sha256((opened / name).read_bytes()).hexdigest() == digest, name
    signed = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "signer.pem", "-rawin"]
    signed += ["-in", "signed.txt", "-sigfile", "signed.sig"]
    assert subprocess.run(signed, cwd=opened, check=False, capture_output=True).returncode == 0
    if OVERLAY.exists():
        whole = run("-m", "bagit", "--validate", str(opened))
        assert whole.returncode == 0, whole.stderr
        sound = run(str(OVERLAY / "bin" / "case_validate"), str(opened / "data" / "case.jsonld"))
        assert sound.returncode == 0, sound.stdout[:2000]
    changed = bytearray(path.read_bytes())
    changed[len(changed) // 2] ^= 1
    path.write_bytes(changed)
    assert haven(tmp_path / "empty", "verify", str(path), "--keys", str(keys)).returncode == 1
