"""The reviewed file of authorities, and numbers in their normal form.

Owns reading the file, and what counts as the same number. Must not know who is called.
"""

import re
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


def stands_in(phone: str, *texts: str) -> bool:
    """Whether a number (E.164) stands in one of the texts, in whatever way it is written there, also in words."""
    ending = re.sub(r"\D", "", phone)[-_SAME:]
    if any(ending in re.sub(r"\D", "", text) for text in texts):
        return True
    region = phonenumbers.region_code_for_number(phonenumbers.parse(phone)) or settings.SITE_REGION
    named = (contact for text in texts for contact in find_contacts(f"call {text}", region=region))
    return any(contact.kind == ContactKind.PHONE and contact.value.endswith(ending) for contact in named)
