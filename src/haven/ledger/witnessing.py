"""Having each head cosigned by the witnesses of the site, and noticing when one refuses.

Owns the conversation of C2SP tlog-witness from the log's side. A witness that refuses knows of a history that is not
ours; that is an alarm, and it stays until the witness cosigns again.
"""

import logging
import urllib.error
import urllib.request
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from haven.evidence.asking import SIZE_TYPE, write_request
from haven.evidence.errors import BadKeyFile, BadNote
from haven.evidence.notes import COSIGNATURE, Key, Note, Signature, parse_signature
from haven.ledger.alarms import end_alarm, raise_alarm
from haven.ledger.errors import LogBroken
from haven.ledger.models import Alarm, SignedCheckpoint, Witness
from haven.ledger.sequencing import tree_size
from haven.ledger.signing import latest_checkpoint, sign_head
from haven.ledger.tree import prove_consistency

logger = logging.getLogger(__name__)
_SECONDS = 10
_MOST_BYTES = 20_000
_PATIENCE = timedelta(hours=1)
_LOG = "log"
_LOOKED_AT = 100
"""Heads in a row that no witness may have cosigned."""


class _Refusal(Exception):
    """The witness has seen another history than ours."""


class _Trouble(Exception):
    """The witness gave no answer that says anything about our history."""


def tend() -> None:
    """Sign what is new and have it cosigned; what goes wrong becomes an alarm, what went well ends it."""
    try:
        signed = sign_head()
    except (LogBroken, BadKeyFile) as error:
        raise_alarm(source=_LOG, kind=Alarm.Kind.BROKEN, text=f"The log signs nothing more: {error}.")
        return
    end_alarm(source=_LOG)
    for url, key in settings.LEDGER_WITNESSES:
        if signed is not None:
            _have_cosigned(url, Key.parse(key), signed)


def _have_cosigned(url: str, key: Key, signed: SignedCheckpoint) -> None:
    """Also where nothing is new: a witness that is asked every minute finds out soon that an old copy is back."""
    witness, _ = Witness.objects.get_or_create(url=url)
    note = Note.parse(signed.note)
    try:
        signature = _of(key, note, _ask(url, witness.size, signed))
    except _Refusal as refusal:
        logger.error("The witness %s refuses our history: %s", url, refusal)
        raise_alarm(source=url, kind=Alarm.Kind.REFUSED, text=f"The witness {url} refuses the log: {refusal}.")
    except (_Trouble, OSError, BadNote) as trouble:
        _tell_silence(witness, signed, str(trouble))
    else:
        _keep(witness, signed, signature)


def _ask(url: str, old: int, signed: SignedCheckpoint, *, again: bool = True) -> list[Signature]:
    body = write_request(old, prove_consistency(old, signed.size) if old <= signed.size else [], signed.note)
    request = urllib.request.Request(f"{url}/add-checkpoint", body.encode(), method="POST")  # noqa: S310 - from settings
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - http(s), checked in settings
            lines = answer.read(_MOST_BYTES).decode("utf-8", "replace").splitlines()
            return [parse_signature(line) for line in lines]
    except urllib.error.HTTPError as error:
        with error:
            said = error.read(_MOST_BYTES).decode("utf-8", "replace").strip()
        size = int(said) if error.headers.get_content_type() == SIZE_TYPE and said.isdecimal() else None
        if error.code == 409 and size is not None and size != old and size <= signed.size and again:
            return _ask(url, size, signed, again=False)
        raise _meaning(error.code, said, size, old) from None


def _meaning(status: int, said: str, size: int | None, old: int) -> Exception:
    """What a refusal means."""
    if size is not None and size > tree_size():
        return _Refusal(
            f"it has seen {size:,} entries, we have {tree_size():,}: entries were lost, or a backup was restored"
        )
    if size is not None and size == old:
        return _Refusal(f"it has seen another head of {size:,} entries: the log was rewritten or split")
    if status == 422:
        return _Refusal(f"what it has seen is not the beginning of our log ({said[:300]})")
    return _Trouble(f"it answered {status}: {said[:300]}")


def _of(key: Key, note: Note, signatures: list[Signature]) -> Signature:
    """The one by the key that was agreed; a witness may answer with others too, as while it changes its own."""
    found = [each for each in signatures if (each.name, each.key_id) == (key.name, key.id)]
    if key.kind != COSIGNATURE or not found:
        raise _Trouble("it signed with another key than HAVEN_WITNESSES names")
    key.time_of(note.text, found[0])
    return found[0]


@transaction.atomic
def _keep(witness: Witness, signed: SignedCheckpoint, signature: Signature) -> None:
    row = SignedCheckpoint.objects.select_for_update().get(pk=signed.pk)
    row.note = str(Note.parse(row.note).renewed(signature))
    row.save(update_fields=["note"])
    witness.size, witness.cosigned_at = signed.size, timezone.now()
    witness.save()
    end_alarm(source=witness.url)


def _tell_silence(witness: Witness, signed: SignedCheckpoint, why: str) -> None:
    """A witness may be away for a while; a refusal stays an alarm however silent it is afterwards."""
    since = witness.cosigned_at or signed.signed_at
    if Alarm.objects.filter(source=witness.url, kind=Alarm.Kind.REFUSED).exists():
        return
    if witness.cosigned_at is None or since < timezone.now() - _PATIENCE:
        text = f"The witness {witness.url} has not cosigned since {since:%Y-%m-%d %H:%M} UTC: {why}."
        raise_alarm(source=witness.url, kind=Alarm.Kind.SILENT, text=text)


def first_cosigned(position: int, *, within: int) -> SignedCheckpoint | None:
    """The first head with the entry at this place that a witness of the site cosigned, of less than so many entries."""
    keys = _witness_keys()
    rows = SignedCheckpoint.objects.filter(size__gt=position, size__lt=within).order_by("id") if keys else ()
    return next((signed for signed in rows[:_LOOKED_AT] if Note.parse(signed.note).signed_by(keys)), None)


def last_cosigned() -> SignedCheckpoint | None:
    """The newest head that a witness of the site cosigned; the newest of all where there is no witness."""
    keys = _witness_keys()
    for signed in SignedCheckpoint.objects.order_by("-id")[:_LOOKED_AT] if keys else ():
        if Note.parse(signed.note).signed_by(keys):
            return signed
    return latest_checkpoint() if not keys else None


def _witness_keys() -> list[Key]:
    return [Key.parse(key) for _, key in settings.LEDGER_WITNESSES]
