"""What a site that closes still answers: nothing new before the day, hardly anything afterwards."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from haven.accounts.models import Role, User
from haven.closing.actions.announcing import announce
from haven.listings.models import Listing
from haven.site.models import Closing
from tests.closing.conftest import move
from tests.factories import a_user
from tests.programs import Program

pytestmark = pytest.mark.django_db


class TestAnnounced:
    @pytest.mark.parametrize("address", ["/post/", "/account/signup/"])
    @pytest.mark.usefixtures("closing")
    def test_what_would_begin_something_is_refused_with_what_to_do(self, address: str) -> None:
        typed = {"category": "bicycles", "email": "n@example.org"}
        for answer in (Client().get(address), Client().post(address, typed)):
            assert answer.status_code == 403
            assert "/closing/" in answer.content.decode()
        assert not User.objects.filter(email="n@example.org").exists()

    @pytest.mark.usefixtures("closing")
    @pytest.mark.parametrize(
        ("language", "word"), [("en", "closes on"), ("de", "schließt am"), ("es", "cierra el"), ("fr", "ferme le")]
    )
    def test_every_page_says_so_in_its_language(self, language: str, word: str) -> None:
        page = Client(HTTP_ACCEPT_LANGUAGE=language).get("/").content.decode()
        assert '<aside class="closing"' in page
        assert word in page
        assert "/post/" not in page.partition("</header>")[0]

    def test_the_rest_goes_on(self, ad: Listing, signed_in: Client) -> None:
        announce(ends_on=timezone.localdate() + timedelta(days=9))
        for address in (f"/ads/{ad.code}/", "/search/?q=bicycle", f"/my/{ad.code}/", "/closing/"):
            assert signed_in.get(address).status_code == 200, address

    def test_programs_get_a_problem(self, closing: Closing, poster: User) -> None:
        program = Program(poster)
        answer = program.post("/drafts", {"category": "bicycles"})
        assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
        assert closing.ends_on.isoformat() in json.loads(answer.content)["detail"]
        assert program.get("/drafts").status_code == 200


class TestClosed:
    def test_every_public_page_is_the_same_one(self, ad: Listing, closing: Closing) -> None:
        move(closing, days=0)
        for address in (f"/ads/{ad.code}/", "/search/", "/kept/", "/post/", "/alerts/new/", "/sitemap.xml"):
            answer = Client().get(address)
            assert (answer.status_code, "is closed" in answer.content.decode()) == (410, True), address
        assert Client().get("/").status_code == 200
        assert '<aside class="closing"' not in Client().get("/").content.decode()

    @pytest.mark.parametrize("address", ["/", "/closing/", "/my/data/", "/about/privacy/"])
    def test_no_page_links_to_what_only_answers_that_it_is_closed(
        self, address: str, closing: Closing, signed_in: Client
    ) -> None:
        move(closing, days=0)
        links = set(re.findall(r'href="(/[^"?#]*)', signed_in.get(address).content.decode()))
        assert "/about/privacy/" in links
        assert [link for link in links if signed_in.get(link).status_code == 410] == []

    @pytest.mark.parametrize(
        "address",
        ["/closing/", "/about/privacy/", "/cases/", "/authorities/", "/health", "/log/keys", "/account/login/"],
    )
    def test_what_people_still_need_is_there(self, closing: Closing, address: str) -> None:
        move(closing, days=0)
        assert Client().get(address).status_code == 200

    def test_people_take_along_what_is_theirs_and_staff_work_on(self, closing: Closing, signed_in: Client) -> None:
        move(closing, days=0)
        assert signed_in.get("/my/data/").status_code == 200
        file = signed_in.post("/my/data/file/")
        assert b"".join(file.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
        desk = Client()
        desk.force_login(a_user(Role.MODERATOR), backend="allauth.account.auth_backends.AuthenticationBackend")
        assert desk.get("/moderation/").status_code == 200

    def test_programs_get_a_problem_but_for_their_data(self, closing: Closing, poster: User) -> None:
        move(closing, days=0)
        program = Program(poster)
        for path in ("/ads", "/my/ads", "/categories"):
            answer = program.get(path)
            assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json"), path
        assert program.get("/my/data").status_code == 200


def test_without_a_closing_there_is_no_page_about_it(market: None) -> None:
    assert Client().get("/closing/").status_code == 404
    assert '<aside class="closing"' not in Client().get("/").content.decode()
