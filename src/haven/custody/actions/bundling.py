"""Making bundles of evidence."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from haven.accounts.models import User
from haven.custody.bundles import new_files
from haven.custody.errors import CustodyError
from haven.custody.models import BundleRelease, EvidenceBundle, EvidenceItem
from haven.evidence.bundle.building import SIGNATURE, SIGNED
from haven.evidence.bundle.timestamps import STAMP
from haven.evidence.digests import sha256
from haven.ledger.actions import person, record
from haven.ledger.exporting import key_list
from haven.ledger.models import SignedCheckpoint
from haven.ledger.signing import keyring, latest_checkpoint
from haven.ledger.witnessing import last_cosigned, tend

_MOST_ITEMS = 500


def make_bundle(*, title: str, purpose: str, items: Sequence[EvidenceItem], by: User, desk: str = "") -> EvidenceBundle:
    """Select items for handing over, with proofs that lead to a head of the log signed (and cosigned) now.

    Only `desk` learns of it, where one is named.

    Raises:
        CustodyError: no title, purpose or items, or the log cannot vouch for them now.
        EvidenceMissing: a file is gone, or something is not what was captured.
        BadKeyFile: there is no key to sign with.
    """
    title, purpose = " ".join(title.split()), purpose.strip()
    if not title or not purpose or len(title) > 120 or len(purpose) > 2000:
        raise CustodyError("A bundle needs a title (at most 120 characters) and a purpose (at most 2,000).")
    if not items or len(items) > _MOST_ITEMS:
        raise CustodyError(f"A bundle holds one to {_MOST_ITEMS} items.")
    # Before the transaction: they ask witnesses and the timestamp authority.
    tend()
    bundle, digest = _sealed(title, purpose, items, by, desk)
    return _kept(bundle, digest, by)


def _sealed(title: str, purpose: str, items: Sequence[EvidenceItem], by: User, desk: str) -> tuple[EvidenceBundle, str]:
    """The bundle, signed and (where the operator wants it) stamped, and the digest of its list."""
    signer = str(keyring().newest)  # first: where there is no key, the log has no head either, and that is why
    bundle = EvidenceBundle(
        desk=desk, title=title, purpose=purpose, made_by=by, items=[item.pk for item in items],
        site=settings.SITE_URL, checkpoint=_head().note, keys=key_list(), signer=signer,
    )  # fmt: skip
    files = new_files(bundle)
    bundle.signature, bundle.timestamp = files[SIGNATURE], files.get(STAMP, b"")
    return bundle, sha256(files[SIGNED])


@transaction.atomic
def _kept(bundle: EvidenceBundle, digest: str, by: User) -> EvidenceBundle:
    bundle.save()
    record(actor=person(by.pk), action="bundle.made", subject=bundle.subject, items=len(bundle.items), digest=digest)
    return bundle


@transaction.atomic
def release_bundle(*, bundle: EvidenceBundle, by: User) -> BundleRelease:
    """Let a bundle go out that somebody else made.

    Raises:
        CustodyError: it is one's own, or it was released already.
    """
    locked = EvidenceBundle.objects.select_for_update().get(pk=bundle.pk)
    if locked.made_by_id == by.pk:
        raise CustodyError("A bundle is released by somebody else than made it.")
    if BundleRelease.objects.filter(bundle=locked).exists():
        raise CustodyError("This bundle was released already.")
    released = BundleRelease.objects.create(bundle=locked, by=by)
    record(actor=person(by.pk), action="bundle.released", subject=bundle.subject)
    return released


def _head() -> SignedCheckpoint:
    signed = last_cosigned() or latest_checkpoint()
    if signed is None:
        raise CustodyError("The log has signed no head yet; try again in a minute.")
    return signed
