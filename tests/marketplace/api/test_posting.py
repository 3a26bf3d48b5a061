"""Posting by program: a draft, photos, publication, an edit."""

import json

import pytest
from django.test import Client

from haven.accounts.actions import ensure_user
from haven.accounts.models import Acceptance, User
from haven.listings.models import Listing, ListingDraft, ListingState, Photo, SignalHit
from tests.factories import a_terms_version
from tests.marketplace.stage import BODY, picture
from tests.programs import Program, problem, wrong_fields

BICYCLE = {
    "category": "bicycles",
    "title": "Blue touring bicycle",
    "body": BODY,
    "price": "320,50",
    "place": "Leipzig",
    "details": {"condition": "good"},
}


SAID = {"adult": True}


def test_only_adults_post_and_once_is_enough(program: Program) -> None:
    path = f"/drafts/{program.made('/drafts', BICYCLE)['code']}/publication"
    assert wrong_fields(program.post(path)) == {"adult"}
    assert wrong_fields(program.post(path, {"adult": False})) == {"adult"}
    program.made(path, SAID)
    second = program.made("/drafts", BICYCLE | {"title": "Red tandem", "body": BODY + " It is red."})
    program.made(f"/drafts/{second['code']}/publication")


def test_the_terms_in_force_are_agreed_to(program: Program) -> None:
    terms = a_terms_version()
    path = f"/drafts/{program.made('/drafts', BICYCLE)['code']}/publication"
    problem(program.post(path, SAID), 409)
    assert program.read("/terms") == {"version": terms.day, "text": terms.text}
    assert program.made(path, SAID | {"terms": terms.day})["state"] == "published"
    assert Acceptance.objects.filter(terms=terms).count() == 1


@pytest.fixture
def program(poster: User) -> Program:
    return Program(poster)


def test_an_ad_goes_live_in_three_calls(program: Program) -> None:
    code = program.made("/drafts", BICYCLE)["code"]
    assert program.upload(f"/drafts/{code}/photos", photo=picture()).status_code == 201
    published = program.made(f"/drafts/{code}/publication", SAID)
    assert (published["state"], published["price"]) == ("published", "320.50")
    shown = Program().read(f"/ads/{code}")
    assert (shown["title"], len(shown["photos"]), shown["town"]["name"]) == ("Blue touring bicycle", 1, "Leipzig")
    assert {fact["name"]: fact["value"] for fact in shown["facts"]} == {"condition": "good"}
    assert [ad["code"] for ad in Program().read("/ads?q=touring")["ads"]] == [code]


def test_a_draft_tells_what_it_lacks_and_is_filled_bit_by_bit(program: Program) -> None:
    begun = program.post("/drafts", {"category": "bicycles"})
    draft = json.loads(begun.content)
    assert begun["Location"] == f"/api/v1/drafts/{draft['code']}"
    assert {"title", "body", "place"} <= set(draft["missing"])
    path = f"/drafts/{draft['code']}"
    assert "title" in wrong_fields(program.post(f"{path}/publication", SAID))
    for part in (
        {"title": "Blue touring bicycle"},
        {"body": BODY},
        {"place": "Leipzig"},
        {"details": {"condition": "good"}},
    ):
        changed = program.send("PATCH", path, part)
        assert changed.status_code == 200, changed.content
    kept = json.loads(changed.content)
    assert (kept["title"], kept["body"], kept["place"], kept["missing"]) == (
        "Blue touring bicycle",
        BODY,
        "Leipzig, DE",
        [],
    )


def test_what_is_wrong_is_named_and_nothing_of_it_is_kept(program: Program) -> None:
    wrong = {
        "title": "x" * 121,
        "body": "short",
        "price": "a lot",
        "place": "Springfield",
        "details": {"condition": "?"},
    }
    answer = program.post("/drafts", BICYCLE | wrong)
    assert wrong_fields(answer) == {"title", "body", "price", "place", "details.condition"}
    assert not ListingDraft.objects.exists()
    assert wrong_fields(program.post("/drafts", {"category": "nothing"})) == {"category"}
    assert wrong_fields(program.post("/drafts", BICYCLE | {"details": {"colour": "red"}})) == {"details.colour"}
    assert wrong_fields(program.post("/drafts", BICYCLE | {"details": {"condition": {"a": 1}}})) == {
        "details.condition"
    }


def test_a_place_that_several_share_is_picked_by_its_number(program: Program) -> None:
    draft = program.made("/drafts", BICYCLE | {"place": "Springfield", "place_id": 4951788})
    assert (draft["place"], draft["place_id"]) == ("Springfield, US", 4951788)
    answer = program.post("/drafts", BICYCLE | {"place": "Springfield"})
    (fault,) = json.loads(answer.content)["errors"]
    assert fault["field"] == "place"
    assert fault["detail"].startswith("Several places begin like this. Send one as place_id: ")
    assert "4951788 (Springfield, US)" in fault["detail"]


def test_screening_holds_as_on_the_site_and_tells_the_ground_alone(program: Program) -> None:
    body = "Send the deposit by Western Union before viewing, I am abroad and will post you the keys."
    code = program.made("/drafts", BICYCLE | {"category": "flats", "details": {}, "body": body})["code"]
    draft = program.read(f"/drafts/{code}")
    if draft["missing"]:
        needed = {"rent": 900} if "rent" in draft["missing"] else {}
        program.send("PATCH", f"/drafts/{code}", {"details": needed})
    answer = json.loads(program.post(f"/drafts/{code}/publication", SAID).content)
    assert answer["state"] in {"held", "refused"}, answer
    assert answer["ground"]
    assert SignalHit.objects.exists()
    assert not any(hit.why in json.dumps(answer) for hit in SignalHit.objects.all())
    assert problem(Program().get(f"/ads/{code}"), 404)


def test_the_same_ad_twice_is_refused(program: Program) -> None:
    for status in (201, 409):
        code = program.made("/drafts", BICYCLE)["code"]
        assert program.post(f"/drafts/{code}/publication", SAID).status_code == status


def test_an_edit_leaves_the_ad_as_it_is_until_it_is_published(program: Program, ad: Listing) -> None:
    draft = program.made(f"/my/ads/{ad.code}/edits")
    assert draft["is_edit"]
    assert draft["title"] == "Blue touring bicycle"
    program.send("PATCH", f"/drafts/{ad.code}", {"title": "Red touring bicycle"})
    assert Program().read(f"/ads/{ad.code}")["title"] == "Blue touring bicycle"
    program.made(f"/drafts/{ad.code}/publication", SAID)
    assert Program().read(f"/ads/{ad.code}")["title"] == "Red touring bicycle"


def test_photos_are_ordered_described_and_taken_out(program: Program) -> None:
    path = f"/drafts/{program.made('/drafts', BICYCLE)['code']}"
    keys = [
        json.loads(program.upload(f"{path}/photos", photo=picture(colour)).content)["key"] for colour in ("red", "blue")
    ]
    answer = program.send("PUT", f"{path}/photos", {"keys": keys[::-1], "alts": {keys[0]: "Red"}})
    assert [(photo["key"], photo["alt"]) for photo in json.loads(answer.content)] == [(keys[1], ""), (keys[0], "Red")]
    assert program.send("DELETE", f"{path}/photos/{keys[0]}").status_code == 204
    assert [photo["key"] for photo in program.read(path)["photos"]] == [keys[1]]


def test_a_file_that_is_no_photo_is_refused_by_name(program: Program) -> None:
    path = f"/drafts/{program.made('/drafts', BICYCLE)['code']}/photos"
    lie = picture()
    lie.seek(0)
    lie.truncate(20)
    assert wrong_fields(program.upload(path, photo=lie)) == {"photo"}
    assert wrong_fields(program.upload(path)) == {"photo"}
    assert not Photo.objects.exists()


def test_an_upload_is_sent_again_with_the_same_key(program: Program) -> None:
    path = f"/drafts/{program.made('/drafts', BICYCLE)['code']}/photos"
    program.headers["Idempotency-Key"] = "photo-1"
    first, again = program.upload(path, photo=picture()), program.upload(path, photo=picture())
    assert first.content == again.content
    assert Photo.objects.count() == 1
    assert program.upload(path, photo=picture("red")).status_code == 422


def test_drafts_of_others_are_not_there(program: Program, market: None) -> None:
    path = f"/drafts/{program.made('/drafts', BICYCLE)['code']}"
    other = Program(ensure_user(email="other@example.org"))
    for answer in (other.get(path), other.send("PATCH", path, {}), other.post(f"{path}/publication", SAID)):
        problem(answer, 404)
    assert other.read("/drafts") == {"drafts": [], "next": None}
    assert Listing.objects.get().state == ListingState.DRAFT


def test_two_programs_do_not_write_over_each_other(program: Program) -> None:
    begun = program.post("/drafts", BICYCLE)
    path, seen = f"/drafts/{json.loads(begun.content)['code']}", begun["ETag"]
    assert program.send("PATCH", path, {"title": "Another title"}, If_Match=seen).status_code == 200
    problem(program.send("PATCH", path, {"title": "A third title"}, If_Match=seen), 412)
    problem(program.post(f"{path}/publication", SAID, If_Match=seen), 412)
    assert program.read(path)["title"] == "Another title"


def test_the_site_goes_on_with_a_draft_of_a_program(program: Program, signed_in: Client) -> None:
    code = program.made("/drafts", BICYCLE)["code"]
    assert "Blue touring bicycle" in signed_in.get(f"/post/{code}/").content.decode()


@pytest.mark.parametrize("body", ["hello", [], None, ["title"], 5])
def test_a_body_is_an_object(program: Program, body: object) -> None:
    """A text was taken for one, and its method `title` for the title: an ad was then called "Hello"."""
    code = program.made("/drafts", BICYCLE)["code"]
    problem(program.send("PATCH", f"/drafts/{code}", raw=json.dumps(body)), 400)
    assert program.read(f"/drafts/{code}")["title"] == BICYCLE["title"]


@pytest.mark.parametrize(
    "body", [{"category": "\ud800"}, {"details": {"condition": "\udfff"}}, {"details": {"\ud800": 1}}]
)
def test_half_a_character_is_no_fault_of_the_site(program: Program, body: dict[str, object]) -> None:
    code = program.made("/drafts", BICYCLE)["code"]
    problem(program.send("PATCH", f"/drafts/{code}", body), 400)
