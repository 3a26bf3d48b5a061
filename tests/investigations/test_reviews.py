"""An ad that is in the wrong network is unlinked for good, by two; findings expire unless a case needs them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haven.accounts.models import User
from haven.cases.actions.reviewing import ask_review
from haven.cases.errors import CaseError
from haven.cases.models import Case, LinkReview
from haven.findings.actions import link_ad, rebuild
from haven.findings.models import Membership, Network, Renewal
from haven.investigations.actions.reviews import forget_old_findings, renew_network, settle_review
from haven.listings.models import Listing
from haven.listings.records import submitted_records, to_record
from tests.factories import a_listing
from tests.investigations.conftest import AsUser
from tests.investigations.test_watches import TEXT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("american")]


def link(ad: Listing) -> None:
    assert ad.revision
    link_ad(ad=to_record(ad.revision), fetch=submitted_records, region="US")


def post(name: str) -> Listing:
    ad = a_listing(body=TEXT.format(rent=str(400 + len(name)), name=name))
    link(ad)
    return ad


def network_of(ad: Listing) -> str | None:
    return Membership.objects.filter(ad_id=ad.code).values_list("network_id", flat=True).first()


@pytest.fixture
def ads() -> list[Listing]:
    return [post(name) for name in ("Ann", "Bea", "Cleopatra", "Dorothea")]


def test_unlinking_takes_two_and_lasts_whatever_is_swept(
    ads: list[Listing], case_of_two: Case, lead: User, second: User
) -> None:
    network = Network.objects.get()
    review = ask_review(case=case_of_two, network=network, ad_id=ads[0].code, why="An agency's form", by=lead)
    with pytest.raises(CaseError, match="Another member"):
        settle_review(review=review, unlink=True, words="Looked", by=lead)
    with pytest.raises(CaseError, match="Say what"):
        settle_review(review=review, unlink=True, words=" ", by=second)
    settle_review(review=review, unlink=True, words="Other photos, other bank", by=second)
    assert network_of(ads[0]) is None
    link(ads[0])
    assert network_of(ads[0]) is None, "linking it anew"
    rebuild(ads=submitted_records(None), region="US")
    assert network_of(ads[0]) is None, "sweeping everything"
    assert {network_of(ad) for ad in ads[1:]} == {network.pk}, "the others stay together"
    another = post("Euphemia")
    assert network_of(another) == network.pk
    assert network_of(ads[0]) is None, "another ad comes"
    with pytest.raises(CaseError, match="decided"):
        settle_review(review=review, unlink=False, words="No", by=second)


def test_kept_is_kept_and_one_question_is_asked_once(
    ads: list[Listing], case_of_two: Case, lead: User, second: User
) -> None:
    network = Network.objects.get()
    review = ask_review(case=case_of_two, network=network, ad_id=ads[0].code, why="A form", by=lead)
    with pytest.raises(CaseError, match="already"):
        ask_review(case=case_of_two, network=network, ad_id=ads[0].code, why="A form", by=second)
    with pytest.raises(CaseError, match="not in this network"):
        ask_review(case=case_of_two, network=network, ad_id="elsewhere", why="A form", by=lead)
    settle_review(review=review, unlink=False, words="Same photos", by=second)
    assert network_of(ads[0]) == network.pk


def test_old_findings_go_and_do_not_come_back_by_sweeping(ads: list[Listing], case_of_two: Case, lead: User) -> None:
    old = timezone.now() - timedelta(days=400)
    Listing.objects.filter(pk__in=[ad.pk for ad in ads]).update(published_at=old)
    rebuild(ads=submitted_records(None), region="US")
    assert not Network.objects.exists()
    again = post("Euphemia")
    assert network_of(again) == network_of(ads[0]) is not None, "found again once another ad joins"


def test_a_case_renews_what_it_needs(ads: list[Listing], case_of_two: Case, lead: User) -> None:
    Network.objects.update(last_seen=timezone.now() - timedelta(days=400))
    network = Network.objects.get()
    renew_network(case=case_of_two, network=network, by=lead)
    assert forget_old_findings() == 0
    Listing.objects.filter(pk__in=[ad.pk for ad in ads]).update(published_at=timezone.now() - timedelta(days=400))
    rebuild(ads=submitted_records(None), region="US")
    assert Network.objects.get().pk == network.pk
    Renewal.objects.all().delete()
    assert forget_old_findings() == 1
    assert not Network.objects.exists()


def test_on_the_page(ads: list[Listing], case_of_two: Case, lead: User, second: User, enter: AsUser) -> None:
    network = Network.objects.get()
    at = f"/investigations/cases/{case_of_two.pk}/networks/{network.pk}/"
    first = enter(lead)
    assert "Say why" in first.post(f"{at}reviews/", {"ad": ads[0].code}, follow=True).content.decode()
    page = first.post(f"{at}reviews/", {"ad": ads[0].code, "why": "A form"}, follow=True).content.decode()
    assert "Waits for another member" in page
    assert "Unlink it" in enter(second).get(at).content.decode()
    step = f"/investigations/cases/{case_of_two.pk}/reviews/{LinkReview.objects.get().pk}/settle/"
    enter(second).post(step, {"verdict": "unlink", "words": "Looked"})
    assert "Unlinked by Sven" in first.get(at).content.decode()
    page = first.post(f"{at}reviews/", {"renew": "1"}, follow=True).content.decode()
    assert f"Case {case_of_two.pk} keeps this network" in page


def test_a_review_that_waits_stands_in_the_case_and_loses_no_word(
    ads: list[Listing], case_of_two: Case, lead: User, second: User, enter: AsUser
) -> None:
    network = Network.objects.get()
    at = f"/investigations/cases/{case_of_two.pk}/"
    asked = {"ad": ads[2].code, "why": " ", "asked_for": "Letter 44"}
    answer = enter(lead).post(f"{at}networks/{network.pk}/reviews/", asked)
    assert answer.status_code == 422
    assert "Say why it does not belong there." in answer.content.decode()
    assert 'value="Letter 44"' in answer.content.decode()
    assert f'<option value="{ads[2].code}" selected>' in answer.content.decode()
    enter(lead).post(f"{at}networks/{network.pk}/reviews/", asked | {"why": "Her own house"})
    review = LinkReview.objects.get()
    other = enter(second)
    assert "Her own house" in other.get(at).content.decode()
    answer = other.post(f"{at}reviews/{review.pk}/settle/", {"verdict": "unlink", "words": " "})
    assert answer.status_code == 422
    assert "Say what you looked at." in answer.content.decode()
    other.post(f"{at}reviews/{review.pk}/settle/", {"verdict": "keep", "words": "The register"})
    assert "The register" in other.get(at).content.decode()


def test_a_review_is_settled_when_its_network_is_forgotten(
    ads: list[Listing], case_of_two: Case, lead: User, second: User, enter: AsUser
) -> None:
    review = ask_review(case=case_of_two, network=Network.objects.get(), ad_id=ads[0].code, why="Her own", by=lead)
    Network.objects.all().delete()
    page = enter(second).get(f"/investigations/cases/{case_of_two.pk}/").content.decode()
    assert "forgotten since" in page
    settle_review(review=review, unlink=False, words="Nothing left to look at", by=second)
