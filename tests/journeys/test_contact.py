"""A reader writes to a poster; neither learns the other's address."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.journeys.looking import assert_accessible, open_mailed_link
from tests.serving import Site

pytestmark = pytest.mark.browser


def a_photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "teal").save(out, "JPEG")
    return out.getvalue()


def test_a_conversation_behind_masked_addresses(page: Page, browser: Browser, site: Site) -> None:
    page.goto("/search/?q=bicycle")
    page.locator(".ad-title a").first.click()
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name=re.compile("^Write to")).click()
    expect(page.get_by_role("alert")).to_contain_text("Write what you want to ask.")
    assert_accessible(page)
    page.get_by_label("Your message").fill("Is it still there? I could come on Saturday.")
    page.get_by_label("Your name").fill("Omar")
    page.get_by_label("Your e-mail address").fill("omar@example.org")
    page.get_by_role("button", name=re.compile("^Write to")).click()
    expect(page.get_by_role("heading", name="check your mail")).to_be_visible()
    assert_accessible(page)

    open_mailed_link(page, "omar@example.org", "Send your message about:")
    assert_accessible(page)
    page.get_by_role("button", name="Yes, send it").click()
    expect(page.get_by_text("Your message is sent.")).to_be_visible()
    expect(page.get_by_text("Stay on the safe side")).to_be_visible()
    assert_accessible(page)
    readers_page = page.url

    page.goto("/demo/mailbox/")
    page.get_by_role("link", name=f"Message about: {title}").first.click()
    mail = page.locator("main").inner_text()
    assert "Is it still there?" in mail
    assert "omar@example.org" not in mail
    poster = browser.new_context(base_url=site.url).new_page()
    poster.goto(page.locator("main a[href*='/messages/']").first.get_attribute("href") or "")
    poster.get_by_label("Your message").fill("Yes. Saturday at three? Send a deposit of 20 and I hold it for you.")
    poster.get_by_label("Photos").set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": a_photo()})
    poster.get_by_role("button", name="Send").click()
    expect(poster.get_by_text("Saturday at three?")).to_be_visible()
    expect(poster.get_by_role("img", name="Photo 1 from you")).to_be_visible()
    assert "omar@example.org" not in poster.content()

    page.goto(readers_page)
    expect(page.get_by_text("Saturday at three?")).to_be_visible()
    expect(page.locator("mark")).to_have_text("Send a deposit of 20 and I hold")
    assert_accessible(page)
    page.get_by_role("link", name="Report it, or end the conversation").click()
    assert_accessible(page)
    poster.get_by_role("button", name="End the conversation").click()
    expect(poster.get_by_role("heading", name="This conversation is ended")).to_be_visible()
    page.goto(readers_page)
    expect(page.get_by_role("heading", name="This conversation is ended")).to_be_visible()
    assert_accessible(page)
    poster.context.close()
