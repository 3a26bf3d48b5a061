"""Names of places as people type them."""

import unicodedata


def fold_name(name: str) -> str:
    """A place's name as people type it: lower case, without accents."""
    decomposed = unicodedata.normalize("NFKD", name.replace("ß", "ss").replace("ł", "l").replace("Ł", "L"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold().strip()[:120]
