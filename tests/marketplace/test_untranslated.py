"""Nothing on public pages is left in English: read in a language that puts every sentence in brackets."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from haven.listings.models import Listing
from tests.marketplace.stage import BODY
from tests.project.pseudo import unbracketed, write_catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the catalogue of the language in brackets is."""
    directory = tmp_path_factory.mktemp("catalogues")
    write_catalogue(directory, "eo")
    return directory


@pytest.fixture
def pseudo(settings: Settings, catalogues: Path) -> str:
    """A language whose every sentence stands in brackets."""
    settings.LOCALE_PATHS = [catalogues]
    settings.LANGUAGES = [*settings.LANGUAGES, ("eo", "⟦eo⟧")]
    return "eo"


TYPED = (
    "Blue touring bicycle", BODY, "mara@example.org", "ines@example.org", "Mara", "Springfield", "Bristol",
    "Halle (Saale)", "Blue touring", "Xyzzy", "bicycle", "unicorn", "cheap", "GeoNames", "Natural Earth",
    "no address", "dear",
)  # fmt: skip
PAGES = (
    "/", "/?place=Leipzig&place_id=2879139", "/?place=Xyzzy", "/search/", "/search/?q=bicycle&price_min=10",
    "/search/?view=map", "/search/?q=unicorn", "/search/?price_min=cheap&box=1,2,3&category=cars&f.year.from=old",
    "/search/?place=Springfield&category=bicycles", "/search/?price_min=10&price_max=900", "/cases/", "/images/",
    "/post/", "/kept/", "/compare/", "/alerts/new/?q=bicycle&category=bicycles", "/account/login/", "/account/signup/",
    "/nowhere/", "/about/about/", "/about/terms/", "/about/privacy/", "/about/safety/", "/about/moderation/",
    "/about/minors/", "/offline/",
)  # fmt: skip


def english_in(client: Client, path: str, sent: dict[str, str] | None = None) -> list[str]:
    """What of a page, but what somebody typed, is not in the language of the browser."""
    answer = client.get(path, follow=True) if sent is None else client.post(path, sent, follow=True)
    page = answer.content.decode()
    for words in TYPED:
        page = page.replace(words, "")
    return unbracketed(page)


@pytest.mark.usefixtures("ad")
class TestNothingIsLeftInEnglish:
    @pytest.fixture
    def reader(self, pseudo: str) -> Client:
        return Client(HTTP_ACCEPT_LANGUAGE=pseudo)

    @pytest.mark.parametrize("path", PAGES)
    def test_pages_for_everyone(self, reader: Client, path: str) -> None:
        assert english_in(reader, path) == []

    def test_an_ad(self, reader: Client, ad: Listing) -> None:
        for path in (
            f"/ads/{ad.code}/",
            f"/ads/{ad.code}/report/",
            f"/images/?ad={ad.code}",
            f"/compare/?code={ad.code}",
            f"/ads/{ad.code}/copy/",
        ):
            assert english_in(reader, path) == [], path

    def test_what_forms_answer(self, reader: Client, ad: Listing) -> None:
        wrong = {"email": "no address", "every": "daily", "text": "", "reason": "", "code": "none"}
        paths = (
            "/images/",
            "/alerts/new/?q=bicycle",
            "/cases/lost/",
            f"/ads/{ad.code}/contact/",
            f"/ads/{ad.code}/report/",
        )
        for path in paths:
            assert english_in(reader, path, wrong) == [], path
        assert english_in(reader, "/cases/?code=none") == []

    def test_posting(self, reader: Client) -> None:
        words = reader.post("/post/", {"category": "cars"}).headers["Location"]
        assert english_in(reader, words) == []
        wrong = {"title": "", "body": "x", "price": "dear", "place_words": "Springfield", "details-year": "cheap"}
        assert english_in(reader, words, wrong) == []
        right = {
            "title": "⟦Auto⟧", "body": f"⟦{BODY}⟧", "price": "1.234,50", "place_words": "Leipzig, DE", "adult": "on",
            "place_id": "2879139", "display_name": "⟦Ines⟧", "email": "ines@example.org", "details-seller": "private",
        }  # fmt: skip
        assert english_in(reader, words, right) == []
        assert english_in(reader, words + "preview/", {}) == []

    def test_what_is_a_posters_own(self, pseudo: str, signed_in: Client, reader: Client, ad: Listing) -> None:
        signed_in.defaults["HTTP_ACCEPT_LANGUAGE"] = pseudo
        for path in ("/my/", f"/my/{ad.code}/", "/my/data/"):
            assert english_in(signed_in, path) == [], path
        for step in ("reserve", "pause", "back", "renew", "sold", "withdraw"):
            assert english_in(signed_in, f"/my/{ad.code}/{step}/", {}) == [], step
        assert english_in(reader, f"/ads/{ad.code}/") == []
