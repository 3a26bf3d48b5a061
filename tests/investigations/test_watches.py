"""What a case waits for is found again however it is written, told once, and what was there before is no news."""

import pytest

from haven.accounts.models import User
from haven.cases.actions.opening import close_case
from haven.cases.actions.watching import end_watch
from haven.cases.errors import CaseError
from haven.cases.models import Case, FoundAgain
from haven.findings.actions import link_ad, rebuild
from haven.findings.models import Template
from haven.investigations.actions.mentions import read_notices
from haven.investigations.actions.watches import check_watches, watch_identifier, watch_template
from haven.listings.models import Listing
from haven.listings.records import submitted_records, to_record
from haven.mail.models import OutgoingMail
from haven.notices.models import Notice
from tests.factories import a_listing, a_notice, an_identifier
from tests.investigations.conftest import AsUser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("american")]

TEXT = (
    "Bright room for one in a quiet shared house near the station, fresh paint, big window to the garden, "
    "washing machine in the cellar and all bills paid by us. Rent {rent} a month. Ask for {name} any evening"
)


def post(body: str) -> Listing:
    """An ad that the worker has linked."""
    ad = a_listing(body=body)
    assert ad.revision
    link_ad(ad=to_record(ad.revision), fetch=submitted_records, region="US")
    return ad


def news() -> list[str]:
    return sorted(FoundAgain.objects.filter(known=False).values_list("subject", flat=True))


def test_a_contact_is_found_again_and_told_once(case_of_two: Case, lead: User) -> None:
    post("Oak table. Call +1 202 555 0123")
    watch_identifier(case=case_of_two, text="(202) 555-0123", by=lead)
    assert check_watches() == 0
    again = post("Other words. Phone two oh two 555 01 two three please")
    assert check_watches() == 1
    assert check_watches() == 0
    assert news() == [again.subject]
    mails = OutgoingMail.objects.filter(subject__startswith="Found again")
    assert {mail.recipient for mail in mails} == {m.user.email for m in case_of_two.members.all()}
    assert all("555" not in mail.text for mail in mails)


def test_sweeping_everything_anew_finds_nothing_again(case_of_two: Case, lead: User) -> None:
    ad = post("Oak table. Call +1 202 555 0123")
    watch_identifier(case=case_of_two, text="(202) 555-0123", by=lead)
    rebuild(ads=submitted_records(None), region="US")
    assert check_watches() == 0
    assert ad.subject not in news()


def test_reports_count_too(case_of_two: Case, lead: User) -> None:
    watch_identifier(case=case_of_two, text="jo@example.org", by=lead)
    notice = a_notice()
    Notice.objects.filter(pk=notice.pk).update(text="It was jo (at) example (dot) org again")
    read_notices()
    check_watches()
    assert news() == [notice.subject]


def test_a_text_is_found_again_with_other_words_in_its_slots(case_of_two: Case, lead: User) -> None:
    for rent, name in (("500", "Ann"), ("600", "Bea"), ("700", "Cleo")):
        post(TEXT.format(rent=rent, name=name))
    watch_template(case=case_of_two, template=Template.objects.get(), by=lead)
    post("A bicycle with a basket, two bells and a lamp, hardly used, for pick-up at the weekend only")
    assert check_watches() == 0
    again = post(TEXT.format(rent="820", name="Dora"))
    check_watches()
    assert news() == [again.subject]


def test_hubs_are_not_watched_nor_is_anything_twice_or_for_a_closed_case(case_of_two: Case, lead: User) -> None:
    hub = an_identifier("+12025550199")
    hub.hub = True
    hub.save()
    with pytest.raises(CaseError, match="hub"):
        watch_identifier(case=case_of_two, text="+1 202 555 0199", by=lead)
    with pytest.raises(CaseError, match="Give one"):
        watch_identifier(case=case_of_two, text="hello there", by=lead)
    watch = watch_identifier(case=case_of_two, text="jo@example.org", by=lead)
    with pytest.raises(CaseError, match="already"):
        watch_identifier(case=case_of_two, text="JO@example.org", by=lead)
    end_watch(watch=watch, by=lead)
    watch_identifier(case=case_of_two, text="jo@example.org", by=lead)
    close_case(case=case_of_two, words="Done", by=lead)
    post("Write to jo@example.org")
    assert check_watches() == 0


def test_the_case_shows_what_came_until_somebody_has_seen_it(case_of_two: Case, lead: User, enter: AsUser) -> None:
    client, at = enter(lead), f"/investigations/cases/{case_of_two.pk}/"
    assert (
        "Watched." in client.post(f"{at}add/watches/", {"watches-text": "jo@example.org"}, follow=True).content.decode()
    )
    ad = post("Write to jo@example.org")
    check_watches()
    page = client.get(at).content.decode()
    assert "found again: 1" in page
    assert ad.subject in page
    find = FoundAgain.objects.get(known=False)
    page = client.post(f"{at}finds/{find.pk}/seen/", follow=True).content.decode()
    assert "found again" not in page
    watch = case_of_two.watches.get()
    assert "Nothing is watched" in client.post(f"{at}watches/{watch.pk}/end/", follow=True).content.decode()
