"""One's own things by program: ads, conversations, searches, data."""

import io
import json
import zipfile

import pytest

from haven.accounts.actions import ensure_user
from haven.accounts.models import User
from haven.listings.models import Conversation, Listing, ListingState, Message
from haven.mail.models import OutgoingMail
from tests.factories import a_day_of_views, a_saved_search
from tests.marketplace.stage import picture, publish_ad
from tests.programs import Program, problem, wrong_fields


@pytest.fixture
def program(poster: User) -> Program:
    return Program(poster)


@pytest.fixture
def reader(market: None) -> Program:
    return Program(ensure_user(email="reader@example.org", display_name="Ravi"))


def test_the_steps_of_an_ads_life(program: Program, ad: Listing) -> None:
    path = f"/my/ads/{ad.code}"
    for step, state in (("reserve", "published"), ("free", "published"), ("pause", "paused"), ("back", "published"),
                        ("sold", "sold"), ("back", "published"), ("withdraw", "withdrawn")):  # fmt: skip
        assert step in program.read(path)["steps"]
        assert program.made(f"{path}/steps", {"step": step})["state"] == state
    problem(program.post(f"{path}/steps", {"step": "pause"}), 409)
    assert wrong_fields(program.post(f"{path}/steps", {"step": "delete"})) == {"step"}


def test_an_expired_ad_is_renewed(program: Program, ad: Listing) -> None:
    ad.become(ListingState.EXPIRED)
    assert program.made(f"/my/ads/{ad.code}/steps", {"step": "renew"})["state"] == "published"


def test_another_price(program: Program, ad: Listing) -> None:
    path = f"/my/ads/{ad.code}/price"
    answer = program.send("PUT", path, {"price": 300})
    assert json.loads(answer.content)["price"] == "300.00"
    assert [step["amount"] for step in program.read(f"/ads/{ad.code}")["price_steps"]] == ["320.00", "300.00"]
    assert wrong_fields(program.send("PUT", path, {"price": "-5"})) == {"price"}
    assert wrong_fields(program.send("PUT", path, {"price": "9" * 30})) == {"price"}


def test_a_step_is_not_taken_on_what_was_not_seen(program: Program, ad: Listing) -> None:
    seen = program.get(f"/my/ads/{ad.code}")["ETag"]
    program.made(f"/my/ads/{ad.code}/steps", {"step": "reserve"})
    problem(program.post(f"/my/ads/{ad.code}/steps", {"step": "withdraw"}, If_Match=seen), 412)


def test_figures(program: Program, ad: Listing, reader: Program) -> None:
    a_day_of_views(listing=ad, views=7)
    reader.made(f"/ads/{ad.code}/messages", {"text": "Is it still there?"})
    told = program.read(f"/my/ads/{ad.code}/figures")
    assert (told["views"], told["contacts"], told["messages"], len(told["days"])) == (7, 1, 1, 30)
    assert told["days"][-1] == {"day": told["days"][-1]["day"], "views": 7, "contacts": 1, "messages": 1}


def test_my_ads_in_pages(program: Program, poster: User) -> None:
    for n in range(51):
        publish_ad(poster, title=f"Bicycle {n}", body=f"The bicycle with the number {n} on its frame.")
    first = program.read("/my/ads")
    second = program.read(first["next"].removeprefix("/api/v1"))
    assert (len(first["ads"]), len(second["ads"]), second["next"]) == (50, 1, None)
    assert len({ad["code"] for ad in first["ads"] + second["ads"]}) == 51


def test_others_ads_are_not_mine(reader: Program, ad: Listing) -> None:
    for answer in (reader.get(f"/my/ads/{ad.code}"), reader.get(f"/my/ads/{ad.code}/figures"),
                   reader.post(f"/my/ads/{ad.code}/steps", {"step": "pause"}), reader.post(f"/my/ads/{ad.code}/edits"),
                   reader.send("PUT", f"/my/ads/{ad.code}/price", {"price": 1})):  # fmt: skip
        problem(answer, 404)


def test_two_people_talk_and_neither_sees_an_address(program: Program, reader: Program, ad: Listing) -> None:
    begun = reader.made(f"/ads/{ad.code}/messages", {"text": "Is it still there? I can pay with gift cards."})
    (card,) = program.read("/my/threads")["threads"]
    assert (card["other"], card["ad"], card["is_open"]) == ("Ravi", ad.code, True)
    path = f"/my/threads/{card['id']}"
    (message,) = program.read(path)["messages"]
    assert not message["mine"]
    assert message["cautions"]
    program.made(f"{path}/messages", {"text": "Yes, come by."})
    program.upload(f"{path}/photos", photos=[picture()], text="This is it.")
    said = reader.read(f"/my/threads/{begun['id']}")
    assert [(m["mine"], bool(m["photos"])) for m in said["messages"]] == [(True, False), (False, False), (False, True)]
    told = json.dumps([said, program.read(path)])
    assert "reader@example.org" not in told
    assert "mara@example.org" not in told
    assert said["their_address"] != said["my_address"]


def test_a_conversation_is_reported_and_ended(program: Program, reader: Program, ad: Listing) -> None:
    path = f"/my/threads/{reader.made(f'/ads/{ad.code}/messages', {'text': 'Send me a code'})['id']}"
    assert not program.made(f"{path}/reports", {"reason": "fraud"})["is_open"]
    problem(reader.post(f"{path}/messages", {"text": "Hello?"}), 409)


def test_either_side_ends_a_conversation(program: Program, reader: Program, ad: Listing) -> None:
    path = f"/my/threads/{reader.made(f'/ads/{ad.code}/messages', {'text': 'Hello'})['id']}"
    assert not reader.made(f"{path}/end")["is_open"]
    problem(program.post(f"{path}/messages", {"text": "Hello?"}), 409)


def test_nobody_reads_the_conversations_of_others(program: Program, reader: Program, ad: Listing) -> None:
    path = f"/my/threads/{reader.made(f'/ads/{ad.code}/messages', {'text': 'Hello'})['id']}"
    third = Program(ensure_user(email="third@example.org"))
    for answer in (third.get(path), third.post(f"{path}/messages", {"text": "Hi"}), third.post(f"{path}/end")):
        problem(answer, 404)
    assert third.read("/my/threads")["threads"] == []
    problem(third.get(f"/my/threads/{10**30}"), 404)


def test_earlier_messages_are_a_page_of_their_own(program: Program, reader: Program, ad: Listing) -> None:
    path = f"/my/threads/{reader.made(f'/ads/{ad.code}/messages', {'text': 'Number 0'})['id']}"
    conversation = Conversation.objects.get()
    for n in range(1, 61):
        conversation.messages.create(author=conversation.reader, text=f"Number {n}")
    latest = program.read(path)
    earlier = program.read(latest["before"].removeprefix("/api/v1"))
    texts = [message["text"] for message in earlier["messages"] + latest["messages"]]
    assert texts == [f"Number {n}" for n in range(61)]
    assert earlier["before"] is None


def test_who_wrote_very_much_is_told_when_to_try_again(program: Program, reader: Program, ad: Listing) -> None:
    path = f"/my/threads/{reader.made(f'/ads/{ad.code}/messages', {'text': 'Hello'})['id']}/messages"
    conversation = Conversation.objects.get()
    Message.objects.bulk_create(Message(conversation=conversation, author=conversation.reader) for _ in range(60))
    answer = reader.post(path, {"text": "One more"})
    problem(answer, 429)
    assert 3590 < int(answer["Retry-After"]) <= 3600
    program.made(path, {"text": "The other side may still answer."})


def test_a_search_is_saved_changed_and_dropped(program: Program) -> None:
    saved = program.made("/my/searches", {"parameters": "?q=tandem&category=bicycles&radius=10&place=Leipzig"})
    assert saved["name"] == "“tandem”, Bicycles, within 10 km of Leipzig, DE"
    path = f"/my/searches/{saved['id']}"
    assert json.loads(program.send("PATCH", path, {"every": "weekly"}).content)["every"] == "weekly"
    assert program.read(f"{path}/finds") == []
    assert program.send("DELETE", path).status_code == 204
    assert program.read("/my/searches") == {"searches": [], "next": None}
    assert wrong_fields(program.post("/my/searches", {"parameters": "price_min=x"})) == {"parameters.price_min"}
    problem(program.post("/my/searches", {"parameters": ""}), 409)


def test_many_searches_come_in_pages(program: Program, poster: User) -> None:
    made = [a_saved_search(email=poster.email).pk for _ in range(27)]
    first = program.read("/my/searches")
    second = program.read(first["next"].removeprefix("/api/v1"))
    assert [search["id"] for search in first["searches"] + second["searches"]] == made[::-1]
    assert (len(first["searches"]), second["next"]) == (25, None)


def test_searches_of_others_are_not_mine(program: Program, reader: Program) -> None:
    path = f"/my/searches/{program.made('/my/searches', {'parameters': 'q=tandem'})['id']}"
    for answer in (
        reader.send("DELETE", path),
        reader.send("PATCH", path, {"every": "never"}),
        reader.get(f"{path}/finds"),
    ):
        problem(answer, 404)


def test_everything_about_me_in_one_file(program: Program, ad: Listing) -> None:
    with zipfile.ZipFile(io.BytesIO(program.get("/my/data").content)) as archive:
        assert ad.code in archive.read("ads.json").decode()
        tokens = archive.read("tokens.json").decode()
    assert "Stock list" in tokens
    assert program.token.digest not in tokens


def test_erasing_takes_a_click_in_a_mail(program: Program) -> None:
    assert program.made("/my/erasure") == {"sent_to": "mara@example.org"}
    assert "/erase/" in OutgoingMail.objects.get().text
