"""Who approves sees what leaves: pictures, files and papers; nobody sees what is the child-safety role's alone."""

import json

import pytest

from haven.accounts.models import Role, User
from haven.custody import store
from haven.custody.bundles import files_of
from haven.custody.models import EvidenceFile, QuarantinedFile
from haven.ledger.models import LedgerEntry
from haven.legal.actions.scoping import set_targets
from haven.legal.models import Production
from haven.listings.actions.photos import add_photo
from haven.listings.actions.submission import submit_ad
from haven.listings.models import Listing
from tests.factories import (
    a_draft,
    a_picture_file,
    a_policy_version,
    a_quarantined_file,
    a_user,
    a_verified_request,
    put_together,
)
from tests.legal.conftest import AsUser

pytestmark = pytest.mark.django_db


@pytest.fixture
def ad(suspect: User) -> Listing:
    """An ad with a photo."""
    a_policy_version()
    draft = a_draft(email=suspect.email, title="Walnut desk")
    add_photo(listing=draft.listing, upload=a_picture_file())
    return submit_ad(author=suspect, draft=draft)


def gather(ad: Listing, by: User) -> Production:
    request = a_verified_request(about=f"https://haven.example/ads/{ad.code}/")
    set_targets(request=request, subjects=[ad.subject], by=by)
    return put_together(request=request, classes=["content"], by=by)


def test_pictures_are_there_grey_and_blurred_until_asked_for(
    ad: Listing, preparer: User, approver: User, enter: AsUser
) -> None:
    made, client = gather(ad, preparer), enter(approver)
    address = f"/legal/productions/{made.code}/"
    page = client.get(address).content.decode()
    photo = f"{address}part-1/data/exhibits/001/photo-01.webp"
    assert f'src="{photo}"' in page
    assert page.index('class="unveil"') < page.index('class="photo-row"')
    answer = client.get(photo)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert answer.content == files_of(made.bundles[0])["data/exhibits/001/photo-01.webp"]
    entry = LedgerEntry.objects.get(action="production.file_read")
    assert entry.details["file"] == "data/exhibits/001/photo-01.webp"


def test_every_file_is_opened_exactly_as_it_leaves(ad: Listing, preparer: User, approver: User, enter: AsUser) -> None:
    made, client = gather(ad, preparer), enter(approver)
    for path, data in files_of(made.bundles[0]).items():
        answer = client.get(f"/legal/productions/{made.code}/part-1/{path}")
        if path == "signed.sig":
            assert answer.status_code == 404, "what is put together from these files is no file of ours"
            continue
        assert answer.content == data, path
        if not path.endswith(".pdf"):
            assert "sandbox" in answer["Content-Security-Policy"], path
    for wrong in ("part-1/data/exhibits/002/ad.html", "part-1/data/exhibits/001/../../keys", "part-2/data/index.html"):
        assert client.get(f"/legal/productions/{made.code}/{wrong}").status_code == 404


def test_no_other_desk_opens_a_file(ad: Listing, preparer: User, enter: AsUser) -> None:
    made = gather(ad, preparer)
    for role in (Role.MODERATOR, Role.INVESTIGATOR, Role.CHILD_SAFETY):
        answer = enter(a_user(role)).get(f"/legal/productions/{made.code}/part-1/data/index.html")
        assert answer.status_code == 403


def test_pictures_of_an_ad_that_is_quarantined_never_leave(ad: Listing, preparer: User) -> None:
    a_quarantined_file(subject=ad.subject)
    made = gather(ad, preparer)
    files = files_of(made.bundles[0])
    assert not [path for path in files if path.endswith(".webp")]
    facts = json.loads(files["data/exhibits/001/manifest.json"])["facts"]
    assert facts["pictures"] == "with the child-safety desk"
    assert facts["words"]["title"] == "Walnut desk"


def test_a_picture_that_is_quarantined_later_is_shown_to_nobody_else(
    ad: Listing, preparer: User, approver: User, enter: AsUser
) -> None:
    made = gather(ad, preparer)
    digest = EvidenceFile.objects.filter(item__subject=made.subject, path="photo-01.webp").get().sha256
    file = a_quarantined_file(subject="listing:elsewhere0")
    QuarantinedFile.objects.filter(pk=file.pk).update(stored=digest)
    photo = f"/legal/productions/{made.code}/part-1/data/exhibits/001/photo-01.webp"
    client = enter(approver)
    assert client.get(photo).status_code == 404
    page = client.get(f"/legal/productions/{made.code}/").content.decode()
    assert "with the child-safety desk" in page
    assert photo not in page.split("Everything in it")[0]
    both = a_user(Role.CHILD_SAFETY, Role.LEGAL_APPROVER)
    assert enter(both).get(photo).content == store.read(digest)
