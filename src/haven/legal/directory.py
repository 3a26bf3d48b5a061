"""The reviewed file of authorities, and numbers in their normal form.

Owns reading the file, and what counts as the same number. Must not know who is called.
"""

import unicodedata
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import phonenumbers
import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from haven.legal.errors import LegalError
from haven.records.contacts import ContactKind, find_contacts

_OURS = Path(__file__).with_name("authorities.yaml")
_SAME = 7  # digits at the end: what two ways to write a number have in common


class Listed(BaseModel):
    """A row of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, Field(min_length=3, max_length=120)]
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    kind: Literal["police", "prosecutor", "court", "regulator"]
    phone: Annotated[str, Field(pattern=r"^\+[0-9]{7,15}$")]
    source: Annotated[str, Field(min_length=8, max_length=300)]
    checked: date


def listed() -> list[Listed]:
    """The rows of our file and of the operator's (`law/authorities.yaml` in the data directory).

    Raises:
        LegalError: one of them is no such list.
    """
    found: list[Listed] = []
    for path in (_OURS, Path(settings.LAW) / _OURS.name):
        if not path.is_file():
            continue
        try:
            found += TypeAdapter(list[Listed]).validate_python(yaml.safe_load(path.read_text("utf-8")) or [])
        except (OSError, yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
            raise LegalError(f"{path.name} is no list of authorities: {error}") from None
    return found


def normal_phone(typed: str, country: str) -> str:
    """A number as E.164.

    Raises:
        LegalError: it is none.
    """
    try:
        number = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException:
        raise LegalError("This is no telephone number. Write it with its country, such as +1 202 555 0100.") from None
    if not phonenumbers.is_possible_number(number):
        raise LegalError("This number is too short or too long for its country.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def digits_of(text: str) -> str:
    """The digits of a text one after the other, whatever script or width they are written in."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.digit(letter)) for letter in plain if letter.isdigit())


def ending_of(phone: str) -> str:
    """What two ways to write a number have in common."""
    return digits_of(phone)[-_SAME:]


def numbers_in(region: str, *texts: str) -> str:
    """All digits that the texts name, also in words, a line each."""
    spelled = [
        digits_of(contact.value)
        for text in texts
        for contact in find_contacts(f"call {text}", region=region)
        if contact.kind == ContactKind.PHONE
    ]
    return "\n".join(filter(None, [*map(digits_of, texts), *spelled]))
