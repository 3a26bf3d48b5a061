"""A question before a decision, and a policy on its way from draft to live and back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import haven
from tests.journeys.looking import assert_accessible
from tests.journeys.test_moderator import be, open_mail

pytestmark = pytest.mark.browser


def test_from_held_by_a_question_to_published(page: Page) -> None:
    be(page, "Milan Moderator")
    page.goto("/moderation/?lane=fraud")
    assert_accessible(page)
    page.keyboard.press("x")
    expect(page.locator("[data-tick-all]")).to_contain_text("Untick all")
    expect(page.locator(".queue-pick input:enabled:not(:checked)")).to_have_count(0)
    page.keyboard.press("x")
    expect(page.locator(".queue-pick input:checked")).to_have_count(0)
    page.locator(".queue-wide .queue-item").filter(has_text="held").first.click()
    expect(page.locator(".desk-item h1")).to_be_visible()
    title, path = page.title().partition(" · ")[0], page.url  # in the heading, marks bear numbers
    page.keyboard.press("Control+k")
    page.keyboard.type("ask the")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What you saw, or want to know")).to_be_focused()
    page.keyboard.type("Who owns it?")
    expect(page.locator("#consequence .letter")).to_contain_text("Who owns it?")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: path not in url)
    open_mail(page, f"A question about your ad: {title}")
    page.locator("a[href*='/questions/']").click()
    expect(page.get_by_role("heading", name="A question about your ad")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Your answer").fill("My mother does.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("A person reads it now.")).to_be_visible()
    page.goto(path)
    expect(page.get_by_text("My mother does.")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("p")
    page.keyboard.press("d")
    page.wait_for_url(lambda url: path not in url)
    page.goto(path)
    expect(page.get_by_text("Live", exact=True).first).to_be_visible()


def test_a_policy_through_shadow_and_a_second_person_to_live_and_back(page: Page) -> None:
    be(page, "Petra Policy")
    page.get_by_role("button", name="Change the policy").click()
    expect(page.get_by_text("No faults.")).to_be_visible()
    text = page.get_by_label("The policy", exact=True)
    written = text.input_value()
    text.fill(written.replace("any: goods}", "any: no-such-signal}"))
    expect(page.locator("#trial")).to_contain_text("no-such-signal")
    assert_accessible(page)
    text.fill(written.replace('version: "1"', 'version: "1-stricter"', 1))
    expect(page.locator("#trial")).to_contain_text("1-stricter")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("button", name="Run it").click()
    for _ in range(30):
        page.wait_for_timeout(1000)
        page.reload()
        if page.get_by_text("Against what people decided").count():
            break
    expect(page.get_by_text("Against what people decided")).to_be_visible()
    page.get_by_label("What changes, and why").fill("Only the name, to see the way.")  # and not saved
    page.get_by_role("button", name="Watch it in shadow").click()
    expect(page.get_by_text("In shadow: from now on")).to_be_visible()
    expect(page.get_by_text("Only the name, to see the way.")).to_be_visible()
    assert_accessible(page)
    path = page.url
    be(page, "Anton Approver")
    page.goto(path)
    page.get_by_role("button", name="Approve: put it in force").click()
    expect(page.get_by_text("Live: every ad is judged by it")).to_be_visible()
    page.goto("/moderation/policies/")
    assert_accessible(page)
    page.get_by_role("button", name="Roll back to this").click()
    expect(page.get_by_text("Rolled back: this policy is in force again.")).to_be_visible()


def test_the_reasons_for_granting_a_reporters_appeal_can_be_seen(page: Page) -> None:
    page.set_content(
        '<form class="decide decide-still decide-answer"><label><input type="radio" name="result" value="uphold">Stands'
        '</label><label><input type="radio" name="result" value="reverse">Wrong</label>'
        '<div class="decide-reasons for-reversal"><textarea aria-label="What you saw"></textarea></div></form>'
    )
    page.add_style_tag(path=Path(haven.__file__).parent / "moderation/static/moderation/moderation.css")
    expect(page.get_by_label("What you saw")).to_be_hidden()
    page.get_by_label("Stands").check()
    expect(page.get_by_label("What you saw")).to_be_hidden()
    page.get_by_label("Wrong").check()
    expect(page.get_by_label("What you saw")).to_be_visible()
