"""Photos follow their ad: what is taken down, or was never cleared, is not shown to strangers."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from haven.accounts.models import Role, User
from haven.listings.actions.submission import take_down
from haven.listings.models import Listing, ListingState, Photo
from tests.factories import a_listing, a_photo, a_revision_photo, a_user

pytestmark = pytest.mark.django_db


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def photo_of(listing: Listing, *, shown: bool = True) -> Photo:
    """A photo with a file behind it; `shown` by the ad's present revision."""
    photo = a_photo(listing=listing)
    default_storage.save(photo.path(360), ContentFile(b"RIFF"))
    if shown and listing.revision:
        a_revision_photo(revision=listing.revision, photo=photo)
    return photo


def seen(client: Client, photo: Photo) -> tuple[int, str]:
    """The status, and how long the answer may be kept."""
    answer = client.get(f"/media/{photo.path(360)}")
    answer.getvalue()  # closes the file
    return answer.status_code, answer.headers.get("Cache-Control", "")


def status(client: Client, photo: Photo) -> int:
    return seen(client, photo)[0]


def test_everyone_sees_the_photos_of_a_live_ad() -> None:
    assert seen(Client(), photo_of(a_listing())) == (200, "private, max-age=86400, immutable")


@pytest.mark.parametrize("state", [ListingState.HELD, ListingState.REFUSED])
def test_strangers_do_not_see_what_was_never_cleared(state: ListingState) -> None:
    listing = a_listing(state=state)
    photo = photo_of(listing)
    assert status(Client(), photo) == status(browser(a_user()), photo) == 404
    assert listing.poster
    assert seen(browser(listing.poster), photo) == (200, "private, no-store")


def test_an_upload_is_seen_in_the_browser_it_came_from_only(client: Client) -> None:
    photo = photo_of(a_listing(state=ListingState.DRAFT), shown=False)
    assert status(client, photo) == 404
    session = client.session
    session["drafting"] = [photo.listing.code]
    session.save()
    assert status(client, photo) == 200


def test_a_removed_ad_takes_its_photos_with_it_but_the_desk_still_sees_them() -> None:
    listing = a_listing()
    photo = photo_of(listing)
    take_down(listing=listing, moderator=a_user(), state=ListingState.REMOVED)
    assert status(Client(), photo) == 404
    assert status(browser(a_user(Role.MODERATOR)), photo) == 200


def test_no_file_is_found_that_no_photo_names() -> None:
    default_storage.save("photos/zz/zz-360.webp", ContentFile(b"RIFF"))
    assert Client().get("/media/photos/zz/zz-360.webp").status_code == 404
