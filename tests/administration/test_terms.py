"""Publishing terms at the operator's desk."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from haven.site.models import TermsVersion
from tests.factories import a_terms_version


def test_what_changes_is_shown_before_it_is_published(admin: Client) -> None:
    a_terms_version(text="Be kind to all.")
    day = timezone.localdate() + timedelta(days=14)
    words = {"text": "Be kind to **everyone**.", "valid_from": day.isoformat()}
    page = admin.post("/administration/terms/", words | {"look": ""}).content.decode()
    assert "<del>all</del>" in page
    assert "<strong>everyone</strong>" in page
    assert TermsVersion.objects.count() == 1
    assert admin.post("/administration/terms/", words | {"publish": "yes"}).status_code == 302
    assert TermsVersion.objects.get(valid_from=day).text == "Be kind to **everyone**.\n"
    assert "Announced" in admin.get("/administration/terms/").content.decode()


def test_what_cannot_be_published_says_why_and_keeps_the_words(admin: Client) -> None:
    today = timezone.localdate()
    a_terms_version(text="Be kind.")
    for words, said in (
        ({"text": "", "valid_from": today}, "Write the terms"),
        ({"text": "New", "valid_from": today - timedelta(days=1)}, "This day is over"),
        ({"text": "New words", "valid_from": today}, "There is a version of this day already"),
        ({"text": "Be kind.", "valid_from": today + timedelta(days=1)}, "nothing would change"),
        ({"text": "New", "valid_from": "soon"}, "Write the day as"),
    ):
        answer = admin.post("/administration/terms/", {**words, "publish": "yes"})
        assert answer.status_code == 422, words
        page = answer.content.decode()
        assert said in page
        assert str(words["text"]) in page
    assert TermsVersion.objects.count() == 1
