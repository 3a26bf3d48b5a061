"""A moderator takes a break without losing a word, leaves out a kind, and a lead learns neither who nor why."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.looking import assert_accessible
from tests.journeys.test_moderator import be, held_fraud

pytestmark = pytest.mark.browser
HALF = "The ad asks for money bef"


def test_a_break_loses_no_word(page: Page) -> None:
    be(page, "Milan Moderator")
    _, path = held_fraud(page)
    page.keyboard.press("r")
    page.keyboard.type(HALF)
    page.get_by_role("button", name="Take a break").click()
    expect(page.get_by_text("You are on a break")).to_be_visible()
    assert_accessible(page)
    page.goto(f"/{path}")
    expect(page.get_by_role("heading", name="You are on a break")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="I am back").first.click()
    page.goto(f"/{path}")
    expect(page.get_by_label("What you saw, or want to know")).to_have_value(HALF)
    page.get_by_label("What you saw, or want to know").fill("")
    page.get_by_role("button", name="Let go").click()


def test_a_kind_left_out_and_a_lead_who_sees_neither_who_nor_why(page: Page) -> None:
    be(page, "Milan Moderator")
    page.goto("/moderation/?lane=all")
    hard = page.locator(".lanes .chip").filter(has_text="Signs of exploitation")
    expect(hard).to_be_visible()
    page.get_by_role("link", name="My work").first.click()
    page.get_by_label("Well", exact=True).check()
    page.get_by_role("button", name="Note it").click()
    page.get_by_label("Signs of exploitation").check()
    page.get_by_label("Hard items in a shift, at most").fill("900")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Ask for less, not for more.")
    expect(page.get_by_label("Signs of exploitation")).to_be_checked()
    assert_accessible(page)
    page.get_by_label("Hard items in a shift, at most").fill("20")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Nobody else sees it, and nobody asks why.")).to_be_visible()
    page.goto("/moderation/")
    expect(page.get_by_text("for colleagues, in lanes that you do not take now")).to_be_visible()
    expect(hard).to_have_count(0)
    be(page, "Selma Senior")
    page.goto("/moderation/team/")
    assert_accessible(page)
    lane = page.get_by_role("row").filter(has_text="Signs of exploitation")
    expect(lane.get_by_role("cell")).to_have_text(["2", "3"])  # one of three leaves it out: who, nobody is told
    page.goto("/moderation/")
    expect(hard).to_be_visible()
    be(page, "Milan Moderator")
    page.goto("/moderation/work/")
    page.get_by_label("Signs of exploitation").uncheck()
    page.get_by_role("button", name="Save").click()
    page.goto("/moderation/")
    expect(hard).to_be_visible()
