"""The page of second looks: nothing on it tells what was decided, nor which ads are golden."""

import re

import pytest
from django.urls import reverse

from haven.accounts.models import Role
from haven.ledger.models import LedgerEntry
from haven.moderation.models import GoldenAd, GoldenAnswer, Outcome, QASample
from haven.rights.actions.erasing import delete_listing
from tests.factories import a_decision, a_golden_ad, a_listing, a_qa_sample, a_user
from tests.moderation.conftest import Enter

pytestmark = pytest.mark.django_db
PAGE = "moderation:second_looks"


def form_of(page: str) -> str:
    found = re.search(r'name="what" value="([^"]+)"', page)
    assert found
    return found[1]


def article(page: str) -> str:
    return page.split("<article")[1].split("</article>", maxsplit=1)[0]


def test_a_refusal_a_publication_and_a_golden_ad_look_the_same(enter: Enter) -> None:
    """But for the words that are signed, the part of the page with the ad is letter for letter the same."""
    seen = set()
    for outcome in (Outcome.REFUSE, Outcome.PUBLISH, None):
        QASample.objects.all().delete()
        a_qa_sample(decision=a_decision(outcome=outcome) if outcome else None, listing=None if outcome else a_listing())
        page = enter(Role.MODERATOR).get(reverse(PAGE)).content.decode()
        seen.add(re.sub(r'(csrfmiddlewaretoken"|"what") value="[^"]+"', "", article(page)))
    assert len(seen) == 1


def test_from_the_page_to_the_lead(enter: Enter) -> None:
    sample = a_qa_sample(decision=a_decision(outcome=Outcome.PUBLISH))
    client = enter(Role.MODERATOR)
    what = form_of(client.get(reverse(PAGE)).content.decode())
    assert client.post(reverse("moderation:second_look"), {"what": what}).status_code == 422
    wrong = client.post(reverse("moderation:second_look"), {"what": what, "found": "against", "note": "A fee."})
    assert wrong.status_code == 422
    assert "A fee." in wrong.content.decode()
    answer = {"what": what, "found": "against", "ground": "fraud", "note": "A fee."}
    assert client.post(reverse("moderation:second_look"), answer).status_code == 302
    lead = enter(Role.SENIOR_MODERATOR)
    page = lead.get(reverse(PAGE)).content.decode()
    assert "A fee." in page
    assert "Cohen" in page
    assert f"?settle={sample.pk}#settle" in page
    settling = article(lead.get(reverse(PAGE), {"settle": sample.pk}).content.decode())
    assert sample.revision
    for words in (sample.revision.body, "A fee.", "Who was right?"):
        assert words in settling
    assert "checked" not in settling
    assert LedgerEntry.objects.filter(action="samples.read", subject=sample.subject).exists()
    wrong = lead.post(reverse("moderation:settle_look", args=[sample.pk]), {"right": "second"})
    assert wrong.status_code == 422
    assert sample.revision.body in article(wrong.content.decode())
    assert 'value="second" checked' in wrong.content.decode()
    said = {"right": "second", "note": "It is a fee."}
    assert lead.post(reverse("moderation:settle_look", args=[sample.pk]), said).status_code == 302
    sample.refresh_from_db()
    assert sample.settled_against is True
    assert "It is a fee." in client.get(reverse(PAGE)).content.decode()


def test_who_is_one_of_the_two_is_offered_no_way_to_settle(enter: Enter) -> None:
    lead = a_user(Role.SENIOR_MODERATOR)
    sample = a_qa_sample(decision=a_decision(outcome=Outcome.PUBLISH, moderator=lead))
    values = {"second_by": a_user(Role.MODERATOR), "second_against": True, "second_at": sample.draw.drawn_at}
    QASample.objects.filter(pk=sample.pk).update(**values)
    page = enter(lead).get(reverse(PAGE), {"settle": sample.pk}).content.decode()
    assert "You are one of the two" in page
    assert "Who was right?" not in page
    assert "Who was right?" not in enter(Role.AUDITOR).get(reverse(PAGE), {"settle": sample.pk}).content.decode()


def test_words_stay_where_a_colleague_was_quicker(enter: Enter) -> None:
    sample = a_qa_sample(decision=a_decision(outcome=Outcome.PUBLISH))
    client = enter(Role.MODERATOR)
    what = form_of(client.get(reverse(PAGE)).content.decode())
    values = {"second_by": a_user(Role.MODERATOR), "second_against": False, "second_at": sample.draw.drawn_at}
    QASample.objects.filter(pk=sample.pk).update(**values)
    late = client.post(reverse("moderation:second_look"), {"what": what, "found": "lawful", "note": "A long thought."})
    assert late.status_code == 409
    assert "A colleague has looked at this already" in late.content.decode()
    assert "A long thought." in late.content.decode()


def test_an_open_sample_is_not_shown_to_who_may_look_at_it_yet(enter: Enter) -> None:
    """An empty form to the address that settles told a senior moderator what the first had found."""
    sample = a_qa_sample(decision=a_decision(outcome=Outcome.REFUSE))
    lead = enter(Role.SENIOR_MODERATOR)
    answer = lead.post(reverse("moderation:settle_look", args=[sample.pk]), {})
    assert answer.status_code == 302
    page = lead.get(reverse(PAGE)).content.decode()
    assert "yours to settle" in page
    assert "Who was right?" not in page


def test_the_page_outlives_the_ads_on_it(enter: Enter) -> None:
    """What was published by machine and disagreed about can be erased; nobody is left without a page by that."""
    lead, reviewer = a_user(Role.SENIOR_MODERATOR), a_user(Role.MODERATOR)
    open_one, settled = a_qa_sample(listing=a_listing()), a_qa_sample(listing=a_listing())
    values = {"second_by": reviewer, "second_against": True, "second_at": open_one.draw.drawn_at}
    QASample.objects.update(first_against=False, **values)
    QASample.objects.filter(pk=settled.pk).update(
        settled_by=lead, settled_against=True, settled_at=open_one.draw.drawn_at
    )
    for sample in (open_one, settled):
        assert sample.revision
        delete_listing(sample.revision.listing)
    assert not QASample.objects.exclude(revision=None).exists()
    page = enter(lead).get(reverse(PAGE))
    assert page.status_code == 200
    assert "None is open." in page.content.decode()
    assert "An ad that was erased since" in enter(reviewer).get(reverse(PAGE)).content.decode()


def test_golden_ads_are_put_and_answered(enter: Enter) -> None:
    listing, lead = a_listing(), enter(Role.SENIOR_MODERATOR)
    url = reverse("moderation:golden")
    form = lead.get(reverse(PAGE)).content.decode().split('id="golden"')[1].split("</form>")[0]
    assert "checked" not in form
    assert "selected" not in form
    assert lead.post(url, {"code": listing.code, "why": "x"}).status_code == 422
    assert lead.post(url, {"code": "nonsense", "found": "against", "why": "x"}).status_code == 422
    assert lead.post(url, {"code": listing.code, "found": "against", "why": "A fee."}).status_code == 302
    golden = GoldenAd.objects.get()
    assert "Waits for a second person" in lead.get(reverse(PAGE)).content.decode()
    assert "someone else must agree" in lead.post(url, {"agree": golden.pk}, follow=True).content.decode()
    second = enter(Role.SENIOR_MODERATOR)
    assert "I see it the same way" in second.get(reverse(PAGE)).content.decode()
    assert "Agreed" in second.post(url, {"agree": golden.pk}, follow=True).content.decode()
    assert "Waits for a second person" not in lead.get(reverse(PAGE)).content.decode()
    reviewer = a_user(Role.MODERATOR)
    client = enter(reviewer)
    from django.core import signing

    what = signing.dumps(["GoldenAd", golden.pk], salt="moderation.second_look", compress=True)
    client.post(reverse("moderation:second_look"), {"what": what, "found": "lawful"})
    assert GoldenAnswer.objects.get().right is False
    assert "A fee." in client.get(reverse(PAGE)).content.decode()
    assert lead.post(url, {"retire": golden.pk}).status_code == 302
    assert client.post(reverse("moderation:second_look"), {"what": "made-up", "found": "lawful"}).status_code == 404


def test_an_auditor_reads_and_a_moderator_sees_no_figures_of_others(enter: Enter) -> None:
    a_golden_ad()
    a_qa_sample()
    page = enter(Role.AUDITOR).get(reverse(PAGE)).content.decode()
    assert "How far we agree" in page
    assert "<article" not in page
    page = enter(Role.MODERATOR).get(reverse(PAGE)).content.decode()
    assert "How far we agree" not in page
    assert "Golden ads" not in page
