"""Help lines that the operator has checked; shown on every page about reports.

Owns: reading `help_lines.yaml` in the data directory. A line without its source and the day it was checked is not
shown: a wrong number is worse than none. Must not know: pages.
"""

from datetime import date
from pathlib import Path
from typing import Annotated

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from haven.notices.errors import NoticesError


class HelpLine(BaseModel):
    """One line: whom it helps, its name and number, where it can be called from, who says so, when that was checked."""

    model_config = ConfigDict(extra="forbid")

    helps: Annotated[str, Field(min_length=3, max_length=120)]
    name: Annotated[str, Field(min_length=3, max_length=120)]
    number: Annotated[str, Field(pattern=r"^[0-9+() -]{2,24}$")]
    place: Annotated[str, Field(max_length=60)] = ""
    source: Annotated[str, Field(max_length=200)] = ""
    checked: date | None = None


_FILE = TypeAdapter(list[HelpLine])


def help_lines() -> list[HelpLine]:
    """The lines that carry source and date; none where there is no file.

    Raises:
        NoticesError: the file cannot be read as such a list.
    """
    path = Path(settings.HELP_LINES)
    if not path.is_file():
        return []
    try:
        lines = _FILE.validate_python(yaml.safe_load(path.read_text("utf-8")) or [])
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError) as error:
        raise NoticesError(f"{path.name} is no list of help lines: {error}") from None
    return [line for line in lines if line.source and line.checked]
