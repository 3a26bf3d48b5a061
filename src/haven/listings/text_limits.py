"""What of a row's texts the database can keep. Must not know what the texts are about.

Forms check the same and say it beside the field; this is for every other way in (mail, files, an API).
"""

from django.db.models import Model

from haven.listings.errors import ListingsError


def check_texts(row: Model, error: type[Exception] = ListingsError) -> None:
    """Look at every text of an unsaved row.

    Raises:
        error: one is longer than its field (`max_length`, in characters), or holds a NUL, which PostgreSQL cannot keep.
    """
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if not isinstance(value, str):
            continue
        name = str(field.verbose_name)
        longest = getattr(field, "max_length", None)
        if longest is not None and len(value) > longest:
            raise error(f"This is too long ({name}): at most {longest:,} characters.")
        if "\x00" in value:
            raise error(f"This holds a character that cannot be kept ({name}).")
