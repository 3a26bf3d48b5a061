"""A person with an account keeps ads, and lets them go. The ledger learns how many, never which."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from haven.accounts.models import User
from haven.ledger.actions import person, record
from haven.listings.errors import ListingsError
from haven.listings.models import Favorite, Listing

MOST_FAVORITES = 200


@transaction.atomic
def keep_ads(*, who: User, codes: Sequence[str]) -> None:
    """Keep the ads with these codes, the first on top; codes of ads that the public never saw are passed over.

    Raises:
        ListingsError: they are more than an account keeps; none was added.
    """
    User.objects.select_for_update().get(pk=who.pk)  # two tabs
    kept = set(Favorite.objects.filter(person=who).values_list("code", flat=True))
    known = set(Listing.objects.filter(code__in=codes, published_at__isnull=False).values_list("code", flat=True))
    new = [code for code in dict.fromkeys(codes) if code in known - kept]
    if len(kept) + len(new) > MOST_FAVORITES:
        raise ListingsError(
            _("Your account keeps %(most)s ads. Let some go, then keep this one.") % {"most": MOST_FAVORITES}
        )
    if new:
        Favorite.objects.bulk_create(Favorite(person=who, code=code) for code in reversed(new))
        record(actor=person(who.pk), action="favorites.kept", subject=f"person:{who.pk}", count=len(new))


@transaction.atomic
def let_go(*, who: User, codes: Sequence[str] | None = None) -> None:
    """Keep the ads with these codes no longer; without codes, none at all."""
    kept = Favorite.objects.filter(person=who)
    gone, _rows = (kept if codes is None else kept.filter(code__in=codes)).delete()
    if gone:
        record(actor=person(who.pk), action="favorites.let_go", subject=f"person:{who.pk}", count=gone)
