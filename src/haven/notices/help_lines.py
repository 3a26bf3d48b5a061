"""Help lines, shown on every page about reports, on the safety page and the one for minors.

Owns: the files that ship with Haven, one a country, and reading `help_lines.yaml` in the data directory, which takes
their place. A line without its source and the day it was checked is not shown: a wrong number is worse than none. Must
not know: pages.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from haven.notices.errors import NoticesError
from haven.records.countries import EU
from haven.site.queries import site

OLD = timedelta(days=365)
"""After so long a line is to be checked again."""


class HelpLine(BaseModel):
    """One line: whom it helps, its name and number, where it can be called from, who says so, when that was checked.

    `young`: it is for children and young people themselves.
    """

    model_config = ConfigDict(extra="forbid")

    helps: Annotated[str, Field(min_length=3, max_length=120)]
    name: Annotated[str, Field(min_length=3, max_length=120)]
    number: Annotated[str, Field(pattern=r"^[0-9+() -]{2,24}$")]
    place: Annotated[str, Field(max_length=60)] = ""
    source: Annotated[str, Field(max_length=200)] = ""
    checked: date | None = None
    young: bool = False


_FILE = TypeAdapter(list[HelpLine])


def help_lines() -> list[HelpLine]:
    """The lines that carry source and date: the operator's own, else those that ship for the site's countries.

    Raises:
        NoticesError: the operator's file cannot be read as such a list.
    """
    own = Path(settings.HELP_LINES)
    lines = _read(own.name, own.read_text("utf-8", "replace")) if own.is_file() else shipped_lines(site().countries)
    return [line for line in lines if line.source and line.checked]


def shipped_lines(countries: Iterable[str]) -> list[HelpLine]:
    """What ships for these countries (ISO 3166-1); for a member state of the EU without a file, what holds in all."""
    folder = files("haven.notices") / "help_files"
    names = [country if (folder / f"{country}.yaml").is_file() else "EU" * (country in EU) for country in countries]
    found = [name for name in dict.fromkeys(names) if name]
    return [line for name in found for line in _read(name, (folder / f"{name}.yaml").read_text("utf-8"))]


def old_lines(today: date) -> list[HelpLine]:
    """Those that were checked more than a year before `today`."""
    return [line for line in help_lines() if line.checked and today - line.checked > OLD]


def _read(name: str, text: str) -> list[HelpLine]:
    try:
        return _FILE.validate_python(yaml.safe_load(text) or [])
    except (yaml.YAMLError, ValidationError) as error:
        raise NoticesError(f"{name} is no list of help lines: {error}") from None
