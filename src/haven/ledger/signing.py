"""Signing heads of the log.

Owns: which keys there are (a file beside the data, named in the settings), and that no head is signed that does not
continue the one before.
"""

from django.conf import settings
from django.db import transaction

from haven.evidence.checkpoint import Checkpoint
from haven.evidence.errors import EvidenceError
from haven.evidence.keyring import Keyring
from haven.evidence.notes import Note
from haven.ledger.errors import LogBroken
from haven.ledger.models import SignedCheckpoint, TreeHead
from haven.ledger.sequencing import sequence_all
from haven.ledger.tree import root_of


def keyring() -> Keyring:
    """The keys of this site's log; made at the first time.

    Raises:
        BadKeyFile: the file cannot be used.
    """
    return Keyring(settings.LEDGER_KEYS, settings.LEDGER_ORIGIN)


def latest_checkpoint() -> SignedCheckpoint | None:
    """The last head that was signed, if any was."""
    return SignedCheckpoint.objects.order_by("-id").first()


def latest_head() -> Checkpoint | None:
    """What the last signed head says."""
    signed = latest_checkpoint()
    return head_of(signed) if signed else None


def head_of(signed: SignedCheckpoint) -> Checkpoint:
    """What was signed."""
    return Checkpoint.parse(Note.parse(signed.note).text)


def sign_head() -> SignedCheckpoint | None:
    """Give every entry its place and sign the head; the last one again where nothing is new, None for an empty log.

    Raises:
        LogBroken: what was signed last is not the beginning of the log any more.
        BadKeyFile: there is nothing to sign with.
    """
    sequence_all()
    ring = keyring()
    with transaction.atomic():
        head = TreeHead.objects.select_for_update().get(pk=TreeHead.THE_ONE)
        last = latest_checkpoint()
        if last is not None:
            _check_continues(last, head.size)
        if head.size == 0 or (last and last.size == head.size and _same_keys(last, ring)):
            return last
        note = ring.sign(Checkpoint(ring.origin, head.size, root_of(head.size)))
        return SignedCheckpoint.objects.create(size=head.size, note=str(note))


def _check_continues(last: SignedCheckpoint, size: int) -> None:
    signed = head_of(last)
    if size < signed.size:
        raise LogBroken(f"the log has {size:,} entries, but a head of {signed.size:,} was signed")
    try:
        now = root_of(signed.size)
    except EvidenceError as error:
        raise LogBroken(f"the tree of the log has a hole: {error}") from None
    if now != signed.root:
        raise LogBroken(f"the first {signed.size:,} entries of the log are not those that were signed")


def _same_keys(last: SignedCheckpoint, ring: Keyring) -> bool:
    """Whether exactly the keys that sign now signed it."""
    theirs = {(s.name, s.key_id) for s in Note.parse(last.note).signatures if s.name == ring.origin}
    return theirs == {(key.name, key.id) for key in ring.signing}
