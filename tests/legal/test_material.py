"""What is given is about whom it is about, of the classes that were chosen, within the period, and nothing else."""

from datetime import date, timedelta

import pytest

from haven.accounts.models import User
from haven.custody.bundles import files_of
from haven.legal.actions.scoping import set_targets
from haven.listings.actions.conversations import send_message, start_conversation
from haven.listings.models import Listing, Message
from tests.factories import a_listing, a_user, a_verified_request, put_together

pytestmark = pytest.mark.django_db


class Town:
    """Somebody whom requests are about, among people who are nobody's business."""

    def __init__(self, suspect: User) -> None:
        self.suspect = suspect
        self.own = a_listing(poster=suspect, title="Walnut desk", body="A desk of walnut wood, hardly used.")
        self.others = [
            a_user(email=f"bystander{n}@example.net", display_name=f"Bystander {name}")
            for n, name in enumerate(("Zephyrine", "Quillon", "Thaddea"))
        ]
        self.foreign = a_listing(poster=self.others[0], title="Velvet armchair", body="An armchair of green velvet.")
        self.talk = start_conversation(listing=self.own, reader=self.others[1], text="May I fetch the desk on Friday?")
        send_message(conversation=self.talk, author=suspect, text="Friday suits me well.")
        asked = start_conversation(listing=self.foreign, reader=suspect, text="Is the velvet one free of smoke?")
        send_message(conversation=asked, author=self.others[0], text="Nobody here ever smoked.")
        a_listing(poster=self.others[2], title="Copper kettle")

    @property
    def secrets(self) -> list[str]:
        """Whatever must not leave: names, addresses, numbers, codes and words of everybody else."""
        people = [part for who in self.others for part in (who.email, who.display_name, f"person:{who.pk}")]
        words = ["May I fetch", "Nobody here ever smoked", "Velvet armchair", "green velvet", "Copper kettle"]
        return [*people, *words, *(ad.code for ad in Listing.objects.exclude(poster=self.suspect))]


@pytest.fixture
def town(suspect: User) -> Town:
    """The same town for every test."""
    return Town(suspect)


def given(by: User, subject: str, classes: list[str], **values: object) -> dict[str, bytes]:
    """The files of the bundle for a request about one subject."""
    about = "poster@example.org" if subject.startswith("person") else subject.removeprefix("listing:")
    request = a_verified_request(**{"about": about, "wanted": classes, **values})  # type: ignore[arg-type]
    set_targets(request=request, subjects=[subject], by=by)
    return files_of(put_together(request=request, classes=classes, by=by).bundles[0])


def text_of(files: dict[str, bytes]) -> str:
    return "\n".join(data.decode("utf-8", "replace") for name, data in files.items() if not name.endswith("pdf"))


@pytest.mark.parametrize(
    "classes", [["subscriber"], ["records"], ["content"], ["subscriber", "records", "content"]], ids=" ".join
)
def test_nothing_about_anybody_else_is_in_it(town: Town, preparer: User, classes: list[str]) -> None:
    text = text_of(given(preparer, f"person:{town.suspect.pk}", classes))
    assert [secret for secret in town.secrets if secret in text] == []


def test_each_class_holds_its_own_and_no_other(town: Town, preparer: User) -> None:
    target = f"person:{town.suspect.pk}"
    subscriber = text_of(given(preparer, target, ["subscriber"]))
    records, content = text_of(given(preparer, target, ["records"])), text_of(given(preparer, target, ["content"]))
    assert "Paul Poster" in subscriber
    assert "poster@example.org" in subscriber
    assert town.own.code not in subscriber
    assert town.own.code in records
    assert "participant 1" in records
    assert '"direction":"received"' in records
    for words in ("Friday suits", "free of smoke", "walnut wood"):
        assert words in content
        assert words not in records + subscriber


def test_what_screening_thought_of_an_ad_does_not_leave(town: Town, preparer: User) -> None:
    text = text_of(given(preparer, f"person:{town.suspect.pk}", ["content"]))
    assert '"screening":null' in text
    assert "policy" not in text


def test_an_ad_alone_says_nothing_of_the_rest_of_its_poster(town: Town, preparer: User) -> None:
    a_listing(poster=town.suspect, title="Cherry wardrobe")
    text = text_of(given(preparer, town.own.subject, ["records", "content"]))
    assert "walnut wood" in text
    for words in ("Cherry wardrobe", "Friday suits", "poster@example.org", *town.secrets):
        assert words not in text, words


def test_what_lies_outside_the_period_stays(town: Town, preparer: User) -> None:
    old = Message.objects.filter(text__contains="Friday suits").get()
    Message.objects.filter(pk=old.pk).update(created_at=old.created_at - timedelta(days=60))
    recent = date.today() - timedelta(days=7)  # noqa: DTZ011 — a day as authorities write it
    text = text_of(given(preparer, f"person:{town.suspect.pk}", ["records", "content"], since=recent))
    assert "free of smoke" in text
    assert "Friday suits" not in text
    before = date.today() - timedelta(days=30)  # noqa: DTZ011 — as above
    text = text_of(given(preparer, f"person:{town.suspect.pk}", ["content"], until=before))
    assert "Friday suits" in text
    assert "free of smoke" not in text
    assert "walnut wood" not in text


def test_no_character_that_somebody_wrote_keeps_it_from_being_given(suspect: User, preparer: User) -> None:
    odd = "".join(map(chr, range(1, 32))) + "\x7f\x85\u2028\u202e\ufffe\U0001f600\U0010ffff"
    ad = a_listing(poster=suspect, title=f"Desk {odd}", body=f"Of walnut {odd}")
    talk = start_conversation(listing=ad, reader=a_user(email="rosa@example.org"), text="Hello")
    Message.objects.create(conversation=talk, author=suspect, text=f"Friday {odd}")
    files = given(preparer, f"person:{suspect.pk}", ["content"])
    assert "Friday" in text_of(files)
    assert files["data/report.pdf"].startswith(b"%PDF-")
