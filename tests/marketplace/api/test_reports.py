"""Reports by program that need no token: an image that has to go, and lost case codes."""

from haven.listings.models import Listing
from haven.mail.models import OutgoingMail
from haven.notices.models import Notice, NoticeReason
from tests.programs import Program, wrong_fields

ASKED = {"name": "Noa Example", "email": "noa@example.org", "shown": True, "good_faith": True}


def test_an_intimate_image_is_asked_to_be_removed(ad: Listing) -> None:
    case = Program().made("/images", ASKED | {"ad": f"https://example.org/ads/{ad.code}/", "text": "the second"})
    notice = Notice.objects.get(case_code=case["case_code"])
    assert (notice.listing, notice.reason, notice.email) == (ad, NoticeReason.INTIMATE, "noa@example.org")


def test_what_is_missing_is_named(ad: Listing) -> None:
    asked = ASKED | {"ad": "nowhere", "email": "noa", "shown": False}
    assert wrong_fields(Program().post("/images", asked)) == {"ad", "email", "shown"}
    assert wrong_fields(Program().post("/cases/lost", {"email": "noa"})) == {"email"}


def test_lost_codes_go_to_their_address_and_nobody_else_learns_of_them(ad: Listing) -> None:
    case = Program().made("/images", ASKED | {"ad": ad.code})
    known, unknown = (Program().post("/cases/lost", {"email": f"{who}@example.org"}) for who in ("noa", "omar"))
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content) == (202, b"")
    assert case["case_code"] in OutgoingMail.objects.filter(recipient="noa@example.org").latest("pk").text
    assert not OutgoingMail.objects.filter(recipient="omar@example.org").exists()
