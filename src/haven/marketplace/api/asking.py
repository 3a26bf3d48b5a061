"""JSON as the site's forms read it: one set of rules for people and programs.

Owns: the way from a body to a form, and from a form's faults to a problem. Must not know: what a form is about.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Any

from django.forms import Form
from django.http import QueryDict
from pydantic import Field

from haven.api.errors import Problem

After = Annotated[int, Field(ge=1, le=2**62)]
"""Where a page goes on: behind the row with this number."""
WRONG = "Some fields cannot be taken as they are."


def as_form(values: Mapping[str, Any], prefix: str = "", called: str = "") -> QueryDict:
    """What a browser would send for these values: nothing for None, a list as several, yes and no as a box does.

    Args:
        values: by the names of the form's fields.
        prefix: of the form.
        called: what the body puts before these names.

    Raises:
        Problem: 422, a value is neither words, a number, yes or no, nor a list of these.
    """
    data = QueryDict(mutable=True)
    for name, value in values.items():
        if value is not None:
            try:
                typed = [_typed(one) for one in (value if isinstance(value, list) else [value])]
            except ValueError:
                raise Problem(422, WRONG, {f"{called}{name}": "This cannot be read."}) from None
            data.setlist(f"{prefix}{name}", typed)
    return data


def check(form: Form, *, names: Mapping[str, str] | None = None) -> None:
    """Go on only with a form that is right.

    Args:
        form: the form.
        names: what the body calls a field of the form, where that differs.

    Raises:
        Problem: 422, naming each field.
    """
    if not form.is_valid():
        raise Problem(422, WRONG, faults(form, names=names))


def faults(form: Form, *, names: Mapping[str, str] | None = None, only: Iterable[str] | None = None) -> dict[str, str]:
    """A sentence for each field that is wrong; of the fields in `only`, where that is given."""
    known = names or {}
    wanted = None if only is None else set(only)
    return {
        known.get(name, "" if name == "__all__" else name): " ".join(map(str, sentences))
        for name, sentences in form.errors.items()
        if wanted is None or name in wanted
    }


def _typed(value: Any) -> str:
    if not isinstance(value, str | int | float | Decimal):
        raise ValueError(f"{type(value)} is nothing that people type")
    words = str(value).lower() if isinstance(value, bool) else str(value)
    words.encode()  # half a character (a lone surrogate) cannot be kept; the error is a ValueError
    return words
