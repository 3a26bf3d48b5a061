"""A poster without an account: three screens, one click in a mail, and the ad is live."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.looking import assert_accessible, open_mailed_link
from tests.serving import Site

pytestmark = pytest.mark.browser
BODY = "A 56 cm frame with new tyres and good lights. It rides well and can be tried on the spot."


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    paths = []
    for name, colour in (("left", "teal"), ("right", "coral")):
        path = tmp_path / f"{name}.jpg"
        Image.new("RGB", (900, 675), colour).save(path)
        paths.append(path)
    fake = tmp_path / "fake.jpg"
    fake.write_bytes(b"this is no photo")
    return [*paths, fake]


def pick(page: Page, category: str) -> None:
    page.goto("/post/")
    page.get_by_role("button", name=category, exact=True).click()


def write(page: Page, *, title: str, body: str, price: str, email: str) -> None:
    page.get_by_label("Title").fill(title)
    page.get_by_label("Description").fill(body)
    page.get_by_label("Price").fill(price)
    page.get_by_label("Place", exact=True).press_sequentially("Bristo", delay=30)
    page.get_by_role("button", name="Bristol GB").click()
    expect(page.get_by_label("Place", exact=True)).to_have_value("Bristol, GB")
    page.get_by_label("Your name").fill("Nora")
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_label("I am 18 or older").check()


def test_to_a_live_ad(page: Page, photos: list[Path]) -> None:
    page.goto("/post/")
    assert_accessible(page)
    pick(page, "Bicycles")
    assert_accessible(page)
    write(page, title="Blue touring bicycle", body=BODY, price="320", email="nora@example.org")
    page.set_input_files("#photo-files", photos)
    expect(page.locator("[data-photo]")).to_have_count(2)
    expect(page.get_by_text("fake.jpg: This file is not a photo")).to_be_visible()
    expect(page.locator("#live-preview")).to_contain_text("Blue touring bicycle")
    page.get_by_label("What it shows").first.fill("The bicycle from the left")
    page.get_by_role("button", name="Look it over").click()
    expect(page.get_by_role("heading", name="This is how readers will see it")).to_be_visible()
    expect(page.get_by_text("£320").or_(page.get_by_text("€320")).first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", name="Check your mail")).to_be_visible()
    assert_accessible(page)
    open_mailed_link(page, "nora@example.org", "Put your ad live: Blue touring bicycle")
    expect(page.get_by_role("heading", name="Your ad is live.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="See it as readers do").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Blue touring bicycle")
    expect(page.get_by_alt_text("The bicycle from the left").first).to_be_visible()


def test_mistakes_are_named_and_nothing_is_lost(page: Page) -> None:
    pick(page, "Furniture")
    page.get_by_label("Title").fill("Oak table")
    page.get_by_role("button", name="Look it over").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page.get_by_label("Title")).to_have_value("Oak table")
    assert_accessible(page)
    summary.get_by_role("link", name="Describe what you offer").click()
    expect(page.get_by_label("Description")).to_be_focused()


def test_a_draft_survives_a_closed_tab(page: Page, context: BrowserContext) -> None:
    pick(page, "Lessons")
    page.get_by_label("Title").fill("Piano lessons for the patient")
    expect(page.get_by_text("Draft saved at")).to_be_visible()
    page.close()
    again = context.new_page()
    again.goto("/post/")
    again.get_by_role("link", name="Piano lessons for the patient").click()
    expect(again.get_by_label("Title")).to_have_value("Piano lessons for the patient")


def test_held_with_the_ground_told(page: Page) -> None:
    bad = "I am abroad and cannot show the flat. Pay the deposit by Western Union and I will mail you the keys."
    pick(page, "Flats")
    write(page, title="Flat in the centre", body=bad, price="300", email="vera@example.org")
    page.get_by_role("button", name="Look it over").click()
    page.get_by_role("button", name="Send me the link").click()
    open_mailed_link(page, "vera@example.org", "Put your ad live: Flat in the centre")
    expect(page.get_by_role("heading", name="We are holding this ad")).to_be_visible()
    expect(page.get_by_text("The rule it is about:").first).to_be_visible()
    assert_accessible(page)


def test_edit_and_mark_as_sold(page: Page) -> None:
    pick(page, "Garden")
    write(page, title="Lawn mower, electric", body=BODY, price="75", email="gil@example.org")
    page.get_by_role("button", name="Look it over").click()
    page.get_by_role("button", name="Send me the link").click()
    open_mailed_link(page, "gil@example.org", "Put your ad live: Lawn mower")
    page.get_by_role("button", name="Edit").click()
    page.get_by_label("Price").fill("9,50")
    page.get_by_role("button", name="Look it over").click()
    page.get_by_role("button", name="Send it in").click()
    expect(page.get_by_text("9.50").first).to_be_visible()
    page.get_by_role("link", name="See it as readers do").click()
    address = page.url
    page.get_by_role("link", name="Edit it, mark it as sold, take it back").click()
    page.get_by_role("button", name="Mark as sold").click()
    expect(page.get_by_role("heading", name="Marked as sold.")).to_be_visible()
    page.goto(address)
    expect(page.get_by_role("heading", name="This is sold")).to_be_visible()
    assert_accessible(page)


def test_all_of_it_without_javascript(browser: Browser, site: Site, photos: list[Path]) -> None:
    plain = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = plain.new_page()
    pick(page, "Books and music")
    page.get_by_label("Title").fill("Box of crime novels")
    page.get_by_label("Description").fill(BODY)
    page.get_by_label("Place", exact=True).fill("Leeds")
    page.set_input_files("#photo-files", photos[0])
    page.get_by_role("button", name="Add these photos").click()
    expect(page.locator("[data-photo]")).to_have_count(1)
    expect(page.get_by_label("Title")).to_have_value("Box of crime novels")
    page.get_by_label("Your e-mail address").fill("zoe@example.org")
    page.get_by_label("I am 18 or older").check()
    page.get_by_role("button", name="Look it over").click()
    page.get_by_role("button", name="Send me the link").click()
    open_mailed_link(page, "zoe@example.org", "Put your ad live: Box of crime novels")
    expect(page.get_by_role("heading", name="Your ad is live.")).to_be_visible()
    plain.close()


def test_photos_are_dragged_into_order(page: Page, photos: list[Path]) -> None:
    pick(page, "Cars")
    page.set_input_files("#photo-files", photos[:2])
    expect(page.locator("[data-photo]")).to_have_count(2)
    keys = page.locator("input[name=photo]").evaluate_all("inputs => inputs.map((i) => i.value)")
    page.get_by_label("Title").fill("Small car, one owner")
    with page.expect_response(lambda answer: answer.url.endswith("/photos/order/")):
        page.locator("[data-photo] img").nth(1).drag_to(
            page.locator("[data-photo] img").nth(0), target_position={"x": 5, "y": 20}
        )
    page.reload()
    assert page.locator("input[name=photo]").evaluate_all("inputs => inputs.map((i) => i.value)") == keys[::-1]
    page.locator("button[id^=first-]").press("Enter")  # by keyboard: one stays with the photo
    expect(page.get_by_role("status").filter(has_text="photo 1 of 2")).to_be_attached()
    expect(page.locator("[data-photo]").nth(0).get_by_role("button")).to_be_focused()
    expect(page.get_by_label("Title")).to_have_value("Small car, one owner")
    page.route("**/photos/", lambda route: route.abort())
    page.route("**/save/", lambda route: route.abort())
    page.set_input_files("#photo-files", photos[0])
    expect(page.get_by_text("This did not reach us")).to_be_visible()
    expect(page.get_by_text("Uploading …")).to_be_hidden()
    expect(page.locator("#photo-files")).to_have_value("")  # else it went along with the words, and took those down
    page.get_by_label("Title").fill("Small car, one careful owner")
    expect(page.get_by_text("Not saved. Check your connection")).to_be_visible()
    page.get_by_label("Title").press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Please look at this again")).to_be_focused()
    expect(page.get_by_label("Title")).to_have_value("Small car, one careful owner")
