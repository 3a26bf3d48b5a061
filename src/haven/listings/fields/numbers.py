"""Numbers as people write them: "1250", "1,250", "1.250,00", "72.5", "9,50"."""

import re

# Thousands in groups of three, or digits alone; then the decimals after a dot or a comma.
_NUMBER = re.compile(r"(-?)(\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d+))?\Z", re.ASCII)


def plain_number(words: str) -> str | None:
    """The digits with a dot before the decimals, or None for what is no number.

    A dot or comma with exactly three digits after it groups thousands: nobody writes thousandths in an ad.
    """
    found = _NUMBER.match(words.strip())
    if found is None:
        return None
    sign, whole, decimals = found.groups()
    return sign + re.sub(r"\D", "", whole) + (f".{decimals}" if decimals else "")
