"""An ad's values in words: the table of facts that readers see, and the lines that screening reads."""

from dataclasses import dataclass

from haven.listings.fields.kinds import AnyField, Choice, Number, Text, Value
from haven.listings.fields.labels import Label, say
from haven.listings.fields.pack import Values


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: the field, what it is called, its value (typed) and its value in words."""

    field: AnyField
    label: str
    value: Value
    words: str


def facts_of(fields: tuple[AnyField, ...], values: Values, *, currency: str, language: str | None = None) -> list[Fact]:
    """The rows in the order of the pack. A range with both its ends, and what it is paid for, is one row."""
    by_name = {field.name: field for field in fields}
    joined = {name for field in fields if isinstance(field, Number) for name in (field.up_to, field.per) if name}
    rows = []
    for field in fields:
        if isinstance(field, Number) and (field.up_to or field.per):
            words = _range(field, by_name, values, currency, language)
            value = values.get(field.name, values.get(field.up_to or "", 0))
        elif field.name in values and field.name not in joined:
            value = values[field.name]
            words = field.words(value, language, currency)
        else:
            continue
        if words:
            rows.append(Fact(field, field.title(language), value, words))
    return rows


def screened_lines(fields: tuple[AnyField, ...], values: Values, *, currency: str) -> list[str]:
    """The values that screening reads after the ad's text, a line each: "Employer: …"."""
    rows = facts_of(fields, values, currency=currency, language="en")
    return [f"{fact.label}: {fact.words}" for fact in rows if fact.field.screened or isinstance(fact.field, Text)]


def _range(field: Number, by_name: dict[str, AnyField], values: Values, currency: str, language: str | None) -> str:
    low, high = values.get(field.name), values.get(field.up_to or "")
    ends = [field.words(end, language, currency) for end in (low, high) if end is not None]
    if not ends:
        return ""
    amount = "–".join(dict.fromkeys(ends))
    if low is None:
        amount = f"{say(_UP_TO, language)} {amount}"
    per = by_name.get(field.per or "")
    paid_for = values.get(field.per or "")
    return f"{amount} {per.word(str(paid_for), language)}" if isinstance(per, Choice) and paid_for else amount


_UP_TO: Label = {"en": "up to", "de": "bis", "es": "hasta", "fr": "jusqu’à"}
