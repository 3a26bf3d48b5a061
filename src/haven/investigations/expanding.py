"""What a drawing is expanded by: a thing that ads outside the network may show, too.

Owns how such a thing is named in an address, and which ads show it. Must not know what is drawn, nor pages.

An address names it sealed: whoever reads an access log, a browser's history or a referrer learns no number from it, and
the members of the case can hand it to each other.
"""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Substr
from django.utils.crypto import salted_hmac

from haven.cases.models import Case
from haven.cases.pseudonyms import Naming
from haven.findings.lookup import written_like
from haven.findings.models import Identifier, Network, Sighting
from haven.investigations.templatetext import words_of
from haven.listings.identifiers import normal_forms
from haven.listings.models import Listing, RevisionPhoto
from haven.networks.parameters import Parameters
from haven.networks.photos import BANDS

_HASH = re.compile(r"[0-9a-f]{64}")
_BAND = 4


@dataclass(frozen=True, slots=True)
class Thread:
    """A thing and the ads, by their codes, that show it: `kind` is text, photo, poster or that of a contact.

    `key` names it in the drawing and, sealed, in addresses: `phone:+44…`, `text:7`, `photo:` with a hash,
    `poster:` with the code of one of their ads, which says nothing about who they are.
    """

    key: str
    kind: str
    label: str
    codes: tuple[str, ...]


def sealed(case: Case, keys: Sequence[str]) -> str:
    """These keys for an address of this case: the same ones are the same words, which say nothing."""
    written = json.dumps(list(keys), ensure_ascii=False, separators=(",", ":")).encode()
    return urlsafe_b64encode(_seal().encrypt(written, [case.subject.encode()])).decode().rstrip("=")


def unsealed(case: Case, words: str) -> list[str] | None:
    """The keys that an address names; None where it is not of this case, or of another secret key of the site."""
    try:
        data = urlsafe_b64decode(words.encode("ascii") + b"=" * (-len(words) % 4))
        keys: list[str] = json.loads(_seal().decrypt(data, [case.subject.encode()]))
    except (ValueError, InvalidTag):
        return None
    return keys


def _seal() -> AESSIV:
    return AESSIV(salted_hmac("haven.expanding", "", algorithm="sha512").digest())


def thread_of(words: str, network: Network, naming: Naming) -> Thread | None:
    """What these words name: a key of the drawing, or a contact however it is written; None if nothing."""
    kind, _, value = words.strip().partition(":")
    if kind == "text":
        return _text(network, value)
    if kind == "photo":
        return _photo(value.lower()) if _HASH.fullmatch(value.lower()) else None
    if kind == "poster":
        return _poster(value, naming)
    if Identifier.objects.filter(kind=kind, value=value).exists():
        return _contact(kind, value)
    return next((_contact(*form) for form in normal_forms(words)), None)


def _contact(kind: str, value: str) -> Thread:
    shown = Sighting.objects.filter(identifier__kind=kind, identifier__value=value).order_by("id")
    return Thread(f"{kind}:{value}", kind, value, tuple(shown.values_list("ad_id", flat=True)))


def _text(network: Network, value: str) -> Thread | None:
    for number, template in enumerate(network.templates.all(), 1):
        if str(template.pk) == value:
            like = written_like(words_of(template), region=settings.SITE_REGION)
            return Thread(f"text:{value}", "text", f"Text {number}", tuple(dict.fromkeys([*template.ads, *like])))
    return None


def _poster(code: str, naming: Naming) -> Thread | None:
    poster = Listing.objects.filter(code=code, poster__isnull=False).values_list("poster_id", flat=True).first()
    if poster is None:
        return None
    own = Listing.objects.filter(poster=poster).exclude(revision=None).order_by("id")
    return Thread(f"poster:{code}", "poster", naming.of(poster), tuple(own.values_list("code", flat=True)))


def _photo(value: str) -> Thread:
    """The ads that show a photo, also cut down or saved anew.

    Like the engine's: hashes that agree in one of its 16 bands and differ in few bits. One pass over all hashes.
    """
    bands = {f"b{n}": Substr("photo__pdq", n * _BAND + 1, _BAND) for n in range(BANDS)}
    equal = reduce(or_, (Q(**{name: value[n * _BAND :][:_BAND]}) for n, name in enumerate(bands)))
    rows = RevisionPhoto.objects.alias(**bands).filter(equal).order_by("id")
    near = rows.values_list("revision__listing__code", "photo__pdq")
    codes = dict.fromkeys(code for code, other in near if _apart(value, other) <= Parameters().photo_distance)
    return Thread(f"photo:{value}", "photo", f"a photo on {len(codes)} ads", tuple(codes))


def _apart(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def outside(thread: Thread, inside: Iterable[str]) -> list[str]:
    """The codes of the ads that show a thing and are not among these."""
    known = set(inside)
    return [code for code in thread.codes if code not in known]
