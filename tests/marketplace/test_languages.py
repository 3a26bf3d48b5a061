"""Pages and mails in the reader's language: how it is chosen, and who is written to in which."""

import pytest
from django.test import Client

from haven.accounts.actions import grant_role
from haven.accounts.models import Role, User
from haven.alerts.models import SavedSearch
from haven.listings.actions.expiry import warn_expiring
from haven.listings.models import Listing
from haven.mail.models import OutgoingMail
from haven.notices.models import Notice
from tests.marketplace.stage import mailed_link, publish_ad

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("market")
class TestChoosing:
    def test_the_browser_asks_and_caches_are_told(self) -> None:
        answer = Client(HTTP_ACCEPT_LANGUAGE="de-AT,de;q=0.9").get("/")
        page = answer.content.decode()
        assert '<html lang="de">' in page
        assert "Was suchen Sie?" in page
        assert answer.headers["Content-Language"] == "de"
        assert {"Accept-Language", "Cookie"} <= {part.strip() for part in answer.headers["Vary"].split(",")}
        assert not answer.cookies

    def test_who_asks_for_nothing_known_gets_the_sites_own(self) -> None:
        assert '<html lang="en-gb">' in Client(HTTP_ACCEPT_LANGUAGE="tlh").get("/").content.decode()

    def test_a_choice_is_kept_in_a_cookie_and_leads_back(self) -> None:
        client = Client(HTTP_ACCEPT_LANGUAGE="de", enforce_csrf_checks=True)
        answer = client.post("/language/", {"language": "fr", "next": "/search/?q=v%C3%A9lo"})
        assert (answer.status_code, answer.headers["Location"]) == (302, "/search/?q=v%C3%A9lo")
        assert answer.cookies["haven_language"].value == "fr"
        assert answer.cookies["haven_language"]["samesite"] == "Lax"
        assert '<html lang="fr">' in client.get("/").content.decode()

    @pytest.mark.parametrize(
        "sent", [{"language": "xx"}, {"language": "de", "next": "https://elsewhere.example/"}, {}, {"language": "\x00"}]
    )
    def test_no_choice_breaks_or_leads_away(self, sent: dict[str, str]) -> None:
        answer = Client().post("/language/", sent)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/")

    def test_photos_and_the_log_have_no_language(self) -> None:
        answer = Client(HTTP_ACCEPT_LANGUAGE="de").get("/health")
        assert "Content-Language" not in answer.headers

    def test_desks_stay_english(self, signed_in: Client, poster: User) -> None:
        grant_role(user=poster, role=Role.MODERATOR)
        answer = signed_in.get("/moderation/", headers={"Accept-Language": "de"})
        assert answer.headers["Content-Language"] == "en-gb"
        assert "Post an ad" in answer.content.decode()


class TestMails:
    def test_a_poster_is_written_to_in_the_language_of_the_pages_they_used(self, ad: Listing) -> None:
        client = Client(HTTP_ACCEPT_LANGUAGE="de")
        client.post(
            f"/ads/{ad.code}/contact/", {"text": "Noch da?", "display_name": "Ines", "email": "ines@example.org"}
        )
        asked = OutgoingMail.objects.get(recipient="ines@example.org")
        assert asked.subject == "Senden Sie Ihre Nachricht zu: Blue touring bicycle"
        client.post(mailed_link("ines@example.org", "confirm"))
        assert User.objects.get(email="ines@example.org").language == "de"
        to_poster = OutgoingMail.objects.filter(recipient="mara@example.org").latest("pk")
        assert to_poster.subject == "Message about: Blue touring bicycle"
        Client(HTTP_ACCEPT_LANGUAGE="fr").post(mailed_link("mara@example.org", "messages"), {"text": "Yes"})
        assert OutgoingMail.objects.filter(recipient="ines@example.org").latest("pk").subject.startswith("Nachricht zu")
        assert User.objects.get(email="mara@example.org").language == "fr"

    def test_what_the_clock_writes_is_in_the_language_of_who_reads_it(self, ad: Listing) -> None:
        User.objects.filter(email="mara@example.org").update(language="es")
        Listing.objects.filter(pk=ad.pk).update(expires_at="2026-03-02T12:00Z")
        warn_expiring()
        mail = OutgoingMail.objects.latest("pk")
        assert mail.subject == "Su anuncio termina el 2 de marzo: Blue touring bicycle"
        assert "Manténgalo publicado con un clic:" in mail.text

    def test_a_report_and_a_search_keep_their_language(self, ad: Listing) -> None:
        client = Client(HTTP_ACCEPT_LANGUAGE="fr")
        sent = {"reason": "fraud", "text": "…", "email": "ines@example.org", "good_faith": "on"}
        client.post(f"/ads/{ad.code}/report/", sent)
        assert Notice.objects.get().language == "fr"
        assert OutgoingMail.objects.latest("pk").subject.startswith("Nous avons votre signalement")
        client.post("/alerts/new/?q=velo&category=bicycles", {"email": "ines@example.org", "every": "daily"})
        assert SavedSearch.objects.get().language == "fr"


def test_search_words_do_not_depend_on_the_language(poster: User) -> None:
    publish_ad(poster, title="Blue touring bicycle", price="1250")
    for language in ("en", "de", "fr", "es"):
        page = Client(HTTP_ACCEPT_LANGUAGE=language).get("/search/?price_min=1.000&price_max=1.300,00")
        assert "Blue touring bicycle" in page.content.decode()
