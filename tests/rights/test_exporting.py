"""Everything about a person, and nothing that is somebody else's, in a file that programs read."""

import json
import zipfile

import pytest

from haven.accounts.models import User
from haven.ledger.models import LedgerEntry
from haven.listings.actions.conversations import send_message, start_conversation
from haven.listings.actions.photos import store_picture
from haven.listings.links import make_token
from haven.listings.pictures import encode
from haven.rights.actions.erasing import erase_person
from haven.rights.actions.taking import take_everything
from tests.factories import a_held_subject, a_hold, a_notice, a_picture_file, a_saved_search, a_user
from tests.marketplace.stage import publish_ad

pytestmark = pytest.mark.django_db


def test_all_of_it_and_nothing_of_others(poster: User) -> None:
    ad, others = publish_ad(poster, title="Blue touring bicycle"), a_user(email="rosa.secret@example.org")
    conversation = start_conversation(listing=ad, reader=others, text="Is it there?")
    send_message(conversation=conversation, author=poster, text="Yes, it is.", photos=[encode(a_picture_file())])
    store_picture(ad, encode(a_picture_file()), "", 0)
    a_saved_search(email=poster.email), a_saved_search(email="else@example.org")
    a_notice(email=poster.email), a_notice(listing=ad, email="reporter.secret@example.org")
    with take_everything(of=poster) as file, zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        read = {name: json.loads(archive.read(name)) for name in names if name.endswith(".json")}
        everything = b"".join(archive.read(name) for name in names if name.endswith(".json"))
    assert read["profile.json"]["email"] == poster.email
    assert "password" not in read["profile.json"]
    assert [row["title"] for row in read["ads.json"]] == ["Blue touring bicycle"]
    assert read["ads.json"][0]["versions"][0]["body"]
    assert [said["text"] for said in read["conversations.json"][0]["messages"]] == ["Is it there?", "Yes, it is."]
    assert len(read["saved_searches.json"]) == len(read["reports.json"]) == 1
    assert read["mails.json"]
    assert read["log.json"]
    assert len([name for name in names if name.endswith(".webp")]) == 2
    assert b"secret" not in everything
    assert b"else@example.org" not in everything
    assert LedgerEntry.objects.filter(action="data.exported", actor=f"person:{poster.pk}").count() == 1


@pytest.mark.parametrize("is_held", [False, True])
def test_talk_with_somebody_who_was_erased_is_gone_whether_or_not_it_is_held(poster: User, is_held: bool) -> None:
    reader = a_user(email="rosa@example.org")
    conversation = start_conversation(listing=publish_ad(poster, title="Oak table"), reader=reader, text="Is it there?")
    send_message(conversation=conversation, author=reader, text="Look.", photos=[encode(a_picture_file())])
    if is_held:
        a_held_subject(hold=a_hold(), subject=f"person:{poster.pk}")
    erase_person(token=make_token("erase", str(poster.pk)))
    with take_everything(of=reader) as file, zipfile.ZipFile(file) as archive:
        assert json.loads(archive.read("conversations.json")) == []
        assert not [name for name in archive.namelist() if name.endswith(".webp")]


def test_who_has_done_nothing_gets_a_whole_file_too() -> None:
    with take_everything(of=a_user()) as file, zipfile.ZipFile(file) as archive:
        assert json.loads(archive.read("ads.json")) == []
        assert b"Everything that" in archive.read("README.txt")
