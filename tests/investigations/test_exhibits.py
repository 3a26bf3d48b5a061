"""An exhibit as people see it: who it is about by the name of the case, and its photos."""

from datetime import timedelta

import pytest
from django.test import Client

from haven.accounts.models import User
from haven.cases.actions.exhibits import add_exhibit
from haven.cases.actions.revealing import reveal_identity
from haven.cases.models import Case, Exhibit
from haven.cases.pseudonyms import pseudonym
from haven.custody.actions.capturing import Capture
from haven.investigations.actions.gathering import exhibit_ad, exhibit_messages
from haven.notices.models import Notice
from tests.factories import a_conversation, a_listing, a_message, a_notice, a_reveal, a_user
from tests.investigations.conftest import AsUser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("american")]


@pytest.fixture
def client(enter: AsUser, lead: User) -> Client:
    """The lead's browser."""
    return enter(lead)


def page_of(client: Client, exhibit: Exhibit) -> str:
    return client.get(f"/investigations/cases/{exhibit.case_id}/exhibits/{exhibit.number}/").content.decode()


def test_who_posted_an_ad_has_the_name_of_the_case_and_no_number(
    client: Client, case_of_two: Case, lead: User, second: User
) -> None:
    poster = a_user(display_name="Johanna Quince")
    exhibit = exhibit_ad(case=case_of_two, code=a_listing(poster=poster).code, why="", by=lead)
    page = page_of(client, exhibit)
    assert pseudonym(case_of_two.pk, poster.pk) in page
    assert f"person:{poster.pk}" not in page
    reveal_identity(reveal=a_reveal(case=case_of_two, person=poster), by=second)
    assert "Johanna Quince" in page_of(client, exhibit)


def test_whose_messages_were_reported_has_it_too(client: Client, case_of_two: Case, lead: User) -> None:
    conversation = a_conversation()
    a_message(conversation=conversation, author=conversation.reader, text="Pay first")
    notice = a_notice(listing=conversation.listing)
    about = {"conversation": conversation, "against": conversation.reader}
    Notice.objects.filter(pk=notice.pk).update(filed_at=notice.filed_at + timedelta(days=1), **about)
    exhibit = exhibit_messages(case=case_of_two, case_code=notice.case_code, why="", by=lead)
    page = page_of(client, exhibit)
    assert pseudonym(case_of_two.pk, conversation.reader.pk) in page
    assert f"person:{conversation.reader.pk}" not in page


def test_the_photos_of_an_ad_are_shown_as_they_were_captured(client: Client, case_of_two: Case, lead: User) -> None:
    facts = {"ad": "aaaaaaaaaa", "photos": [{"path": "photo-01.webp", "alt": "A <red> door", "pdq": "0" * 64}]}
    files = {"ad.html": (b"<p>", "text/html"), "photo-01.webp": (b"webp", "image/webp")}
    made = Capture(subject="listing:aaaaaaaaaa", about="", title="Ad", facts=facts, files=files)
    page = page_of(client, add_exhibit(case=case_of_two, kind=Exhibit.Kind.AD, shown=made, why="", by=lead))
    assert '<img src="data:image/webp;base64,d2VicA==" alt="A &lt;red&gt; door">' in page
