"""The operator's figures: the same as one counts by hand."""

from datetime import timedelta
from statistics import median

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st

from haven.accounts.models import User
from haven.administration.drawing import HEIGHT, WIDTH, draw
from haven.administration.figures import answers, desk, new_ads, waiting
from haven.administration.panels import span
from haven.ledger.models import LedgerEntry
from haven.listings.actions.submission import publish_held
from haven.listings.models import Conversation, Listing, ListingState, Message, Verdict
from haven.notices.models import Notice
from tests.factories import a_conversation, a_listing, a_message, a_notice, a_user, a_verdict

NOW = timezone.now()


def talk(*, begun: timedelta, answered: timedelta | None) -> None:
    """A conversation that began so long ago, and was answered so long after."""
    conversation = a_conversation()
    a_message(conversation=conversation)
    Conversation.objects.filter(pk=conversation.pk).update(created_at=NOW - begun)
    Message.objects.filter(conversation=conversation).update(created_at=NOW - begun)
    for later in (answered, answered and answered + timedelta(hours=1)):  # only the first answer counts
        if later is not None:
            poster = conversation.listing.poster
            assert poster is not None
            message = a_message(conversation=conversation)
            Message.objects.filter(pk=message.pk).update(author=poster, created_at=NOW - begun + later)


@pytest.mark.django_db
def test_an_empty_site_says_so_without_dividing_by_nothing() -> None:
    for figure in (new_ads(30), answers(30), desk(30)):
        assert (figure.many, figure.other, figure.median) == (0, 0, None)
        assert len(figure.days) == 30
        assert figure.days[-1].day == timezone.localdate()
    assert waiting().oldest is None


@pytest.mark.django_db
def test_the_median_is_that_of_first_answers_and_the_unanswered_do_not_count_in_it() -> None:
    times = [timedelta(minutes=10), timedelta(hours=2), timedelta(hours=5), timedelta(hours=9)]
    for number, each in enumerate([*times, None]):
        talk(begun=timedelta(days=number + 1), answered=each)
    talk(begun=timedelta(days=31), answered=timedelta(days=2))  # before the time that is asked about
    figure = answers(30)
    assert (figure.many, figure.other) == (5, 4)
    assert figure.median == pytest.approx(median(each.total_seconds() for each in times))
    days = {day.day: day for day in figure.days}
    yesterday = days[timezone.localdate(NOW - timedelta(days=1))]
    assert (yesterday.many, yesterday.other) == (1, 1)
    assert yesterday.median == pytest.approx(600)


@pytest.mark.django_db
def test_ads_and_the_desk_are_counted_from_the_rows(poster: User) -> None:
    live, held = a_listing(), a_listing(state=ListingState.HELD)
    assert held.revision is not None
    verdict = held.revision.verdicts.first() or a_verdict(revision=held.revision, outcome=Verdict.Outcome.HOLD)
    notice = a_notice(listing=live)
    Notice.objects.filter(pk=notice.pk).update(filed_at=NOW - timedelta(hours=3))
    assert (new_ads(30).many, new_ads(30).other) == (
        Listing.objects.filter(published_at__isnull=False).count(),
        Verdict.objects.filter(outcome="hold").count(),
    )
    now = waiting()
    assert (now.held, now.reports, now.oldest) == (1, 1, NOW - timedelta(hours=3))
    came = desk(30)
    assert (came.many, came.other, came.median) == (2, 0, None)
    publish_held(listing=held, moderator=a_user())
    Notice.objects.filter(pk=notice.pk).update(state=Notice.State.ACTED, closed_at=NOW)
    done = desk(30)
    entry = LedgerEntry.objects.get(action="listing.cleared")
    waited = (entry.at - verdict.created_at).total_seconds()
    assert (done.many, done.other) == (2, 2)
    assert done.median == pytest.approx(median([waited, 3 * 3600]), abs=0.01)
    assert desk(30) == done  # and again


@pytest.mark.django_db
def test_the_page_shows_them_with_a_table_behind(admin: Client) -> None:
    talk(begun=timedelta(days=1), answered=timedelta(minutes=10))
    page = admin.get("/administration/").content.decode()
    assert "Half of the answers came within 10 min." in page
    assert "Readers began 1 conversation; posters answered 1, 100 % of them." in page
    assert page.count("<svg viewBox=") == page.count("As a table")
    assert "Nothing was decided yet." in page
    assert admin.get("/administration/?days=90").context["days"] == 90
    assert admin.get("/administration/?days=x").context["days"] == 30


@example([(5e-324, None)])  # by which nothing may be divided: that is infinite
@given(st.lists(st.tuples(st.floats(0, 1e9), st.none() | st.floats(0, 1e9)), min_size=1, max_size=120))
def test_bars_and_dots_stay_within_the_frame_and_keep_their_order(values: list[tuple[float, float | None]]) -> None:
    chart = draw([bar for bar, _ in values], [dot for _, dot in values])
    if chart is None:
        assert not any(bar or dot for bar, dot in values)
        return
    for (bar, dot), column in zip(values, chart.columns, strict=True):
        assert 0 <= column.x <= column.x + column.width <= WIDTH + 0.2
        assert -0.1 <= column.y <= column.y + column.height <= HEIGHT
        assert (column.dot_y is None) == (dot is None)
        if bar == chart.most:
            assert column.y == pytest.approx(chart.top, abs=0.1)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (0, "0 s"), (40.4, "40 s"), (600, "10 min"), (5400, "1.5 h"), (36000, "10 h"), (200_000, "2.3 days")],
)
def test_times_are_said_short(seconds: float | None, words: str) -> None:
    assert span(seconds) == words
