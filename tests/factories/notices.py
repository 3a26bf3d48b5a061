"""Reports."""

from django.utils import timezone

from haven.accounts.models import User
from haven.listings.models import Listing
from haven.notices.models import Misuse, Notice, NoticeReason, TrustedFlagger
from tests.factories.listings import a_listing
from tests.factories.people import a_user


def a_notice(
    *,
    listing: Listing | None = None,
    reason: NoticeReason = NoticeReason.FRAUD,
    email: str = "",
    state: str = Notice.State.OPEN,
    confirmed: bool = True,
) -> Notice:
    """A report about an ad, open unless said otherwise; its address, if there is one, confirmed."""
    about = listing or a_listing()
    at = timezone.now() if email and confirmed else None
    text = "Please look at it."
    return Notice.objects.create(listing=about, reason=reason, text=text, email=email, state=state, confirmed_at=at)


def a_trusted_flagger(*, user: User | None = None) -> TrustedFlagger:
    """Somebody whose reports come first."""
    return TrustedFlagger.objects.create(user=user or a_user(), body="A hotline", named_by=a_user())


def a_misuse(*, email: str = "reporter@example.org") -> Misuse:
    """An address that was warned."""
    return Misuse.objects.create(email=email)
