"""To whom a case can be referred: national hotlines, organisations and police, one file a country.

Owns reading the files; an operator's own (`referrals/<country>.yaml` in the data directory) replaces ours for that
country. An entry without source and date is not shown: a wrong number is worse than none.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from haven.cases.errors import CaseError

_OURS = Path(__file__).parent


class Recipient(BaseModel):
    """One of them: `contact` is a number or an address as they publish it, `source` the page that says so."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["hotline", "ngo", "police"]
    name: Annotated[str, Field(min_length=3, max_length=120)]
    contact: Annotated[str, Field(min_length=2, max_length=200)]
    serves: Annotated[str, Field(max_length=200)] = ""
    source: Annotated[str, Field(max_length=200)] = ""
    checked: date | None = None
    country: Annotated[str, Field(pattern="^([A-Z]{2})?$")] = ""

    @property
    def key(self) -> str:
        """How a form names it."""
        return f"{self.country}/{self.name}"


_FILE = TypeAdapter(list[Recipient])


def recipients() -> list[Recipient]:
    """All that carry source and date, by country.

    Raises:
        CaseError: a file cannot be read as such a list.
    """
    theirs = Path(settings.REFERRALS)
    files = {path.stem: path for folder in (_OURS, theirs) for path in sorted(folder.glob("*.yaml"))}
    found = [one for country, path in sorted(files.items()) for one in _read(path, country.upper())]
    return [one for one in found if one.source and one.checked]


def old_recipients(today: date) -> list[Recipient]:
    """Those whose page somebody read over a year ago: numbers change.

    Raises:
        CaseError: see `recipients`.
    """
    return [one for one in recipients() if one.checked and one.checked < today - timedelta(days=365)]


def police() -> list[Recipient]:
    """The police contacts among them.

    Raises:
        CaseError: see `recipients`.
    """
    return [one for one in recipients() if one.kind == "police"]


def recipient_called(key: str) -> Recipient:
    """The one with this key.

    Raises:
        CaseError: there is none.
    """
    for one in recipients():
        if one.key == key:
            return one
    raise CaseError("Choose to whom it goes.")


def _read(path: Path, country: str) -> list[Recipient]:
    try:
        read = _FILE.validate_python(yaml.safe_load(path.read_text("utf-8")) or [])
    except (OSError, yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise CaseError(f"{path.name} is no list of recipients: {error}") from None
    return [one.model_copy(update={"country": country}) for one in read]
