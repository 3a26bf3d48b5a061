"""An authority asks, is called back, and gets exactly what it is entitled to; the person concerned is told."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import assert_accessible
from tests.journeys.test_moderator import be
from tests.serving import haven

pytestmark = pytest.mark.browser
ABOUT = "daniel.achterberg@example.org"
WORKER_SECONDS = 90
PDF = b"%PDF-1.7\nmade up for a test\n%%EOF\n"


def send_request(page: Page) -> str:
    """By the public form, with a mistake first; the reference."""
    page.goto("/")
    page.get_by_role("link", name="For authorities").click()
    assert_accessible(page)
    page.get_by_label("Warrant", exact=True).check()
    page.get_by_label("A judge or a court").check()
    page.get_by_label("Authority", exact=True).fill("Mill County Police")
    page.get_by_label("Country of the authority").select_option("US")
    page.get_by_label("Your name and office").fill("Det. Dune")
    page.get_by_label("Official e-mail address").fill("dune@police.millcounty.example")
    page.get_by_label("Telephone").fill("+1 202 555 0198")
    page.get_by_label("Your file number").fill("MC-77")
    page.get_by_label("Legal basis").fill("18 USC 2703(a)")
    page.get_by_label("Which ads, accounts").fill(ABOUT)
    for label in ("Subscriber", "Records", "Content"):
        page.get_by_role("checkbox", name=label).check()
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("alert")).to_contain_text("Attach the instrument itself")
    expect(page.get_by_label("Your file number")).to_have_value("MC-77")
    assert_accessible(page)
    page.get_by_label("The instrument itself").set_input_files(
        {"name": "warrant.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("heading", name="We have your request")).to_be_visible()
    assert_accessible(page)
    return page.locator(".case-code").inner_text()


def call_back(page: Page, reference: str) -> None:
    """Lena calls by the directory, finds whom it is about, and puts together what is entitled."""
    be(page, "Lena Legal")
    expect(page.get_by_role("heading", name="Legal requests")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name=reference).click()
    expect(page.get_by_text("never call this one")).to_be_visible()
    expect(page.locator("#scope")).to_have_count(0)
    assert_accessible(page)
    page.get_by_label("Whom did you call?").select_option(label="Mill County Police (made up) (US): +12025550143")
    page.get_by_label("Who answered?").fill("The desk sergeant")
    page.get_by_label("It is theirs").check()
    page.get_by_role("button", name="Write the call down").click()
    expect(page.get_by_text("Verified with Mill County Police")).to_be_visible()
    page.get_by_label(re.compile("Account .*has this address")).first.check()
    page.get_by_role("button", name="That is whom it is about").click()
    assert_accessible(page)
    page.get_by_role("button", name="Put it together").click()
    expect(page.get_by_role("heading", name="Being put together")).to_be_visible()
    expect(page.get_by_role("heading", name="What would leave")).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    assert_accessible(page)


def test_from_the_form_to_the_notice(page: Page, tmp_path: Path) -> None:
    reference = send_request(page)
    call_back(page, reference)
    production = page.url
    be(page, "Konrad Counsel")
    page.goto(production)
    expect(page.get_by_text(ABOUT).first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("Approve th")).click()
    expect(page.get_by_text("It can be saved and handed over now.")).to_be_visible()
    be(page, "Lena Legal")
    page.goto(production)
    assert_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the file").click()
    path, keys = tmp_path / "bundle.zip", tmp_path / "keys.txt"
    download.value.save_as(path)
    keys.write_text(page.request.get("/log/keys").text())
    found = haven(tmp_path / "empty", "verify", str(path), "--keys", str(keys))
    assert found.returncode == 0, found.stdout + found.stderr
    with zipfile.ZipFile(path) as archive:
        words = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert ABOUT in words
    assert "rosa@example.org" not in words
    page.get_by_label("How and to whom").fill("Through their portal, to Det. Dune")
    page.get_by_role("button", name="It was handed over").click()
    expect(page.get_by_text("Answered. Whoever it concerns is told")).to_be_visible()
    wait_for_mail(page, ABOUT, "gave information about your account")
    page.goto("/legal/holds/")
    expect(page.get_by_role("heading", name="Nothing is held")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Directory").click()
    assert_accessible(page)


def wait_for_mail(page: Page, to: str, subject: str) -> None:
    """The worker's clock sends it within a minute."""
    page.goto(f"/demo/mailbox/?to={to}")
    for _ in range(WORKER_SECONDS):
        if page.get_by_role("link", name=subject).count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    page.get_by_role("link", name=subject).first.click()
    expect(page.get_by_text("What was given:")).to_be_visible()


def test_moderators_find_no_door_to_it(page: Page) -> None:
    be(page, "Milan Moderator")
    expect(page.get_by_role("link", name="Legal requests")).to_have_count(0)
    assert page.goto("/legal/").status == 403  # type: ignore[union-attr]
