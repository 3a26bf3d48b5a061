"""Reports."""

from haven.listings.models import Listing
from haven.notices.models import Notice, NoticeReason
from tests.factories.listings import a_listing


def a_notice(*, listing: Listing | None = None, reason: NoticeReason = NoticeReason.FRAUD, email: str = "") -> Notice:
    """An open report about an ad."""
    return Notice.objects.create(listing=listing or a_listing(), reason=reason, text="Please look at it.", email=email)
