"""Changing the log's keys; each change is an entry of the log itself."""

from django.db import transaction

from haven.evidence.keyring import KeyState
from haven.evidence.notes import Key
from haven.ledger.actions import machine, record
from haven.ledger.sequencing import tree_size
from haven.ledger.signing import keyring, sign_head

_ACTOR = machine("command-line")


def rotate_key() -> Key:
    """Make a new key. It signs beside the one before, so that whoever knows only that one can follow."""
    with transaction.atomic():
        key = keyring().rotate(_note_new)
    sign_head()
    return key


def _note_new(key: Key) -> None:
    record(actor=_ACTOR, action="key.rotated", subject=f"key:{key.id.hex()}", key=str(key))


def end_key(*, key_id: str, revoked: bool) -> Key:
    """Retire a key, or revoke one that somebody else may hold: it counts up to the present size and no further.

    Raises:
        BadKeyFile: there is no such key, or it is to retire and no other signs.
    """
    sign_head()
    state = KeyState.REVOKED if revoked else KeyState.RETIRED
    with transaction.atomic():
        size = tree_size()
        record(actor=_ACTOR, action=f"key.{state}", subject=f"key:{key_id}", until=size)
        return keyring().end(key_id, state, size=size)
