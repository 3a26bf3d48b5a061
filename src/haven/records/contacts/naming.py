"""The contacts that many texts name, without where they stand."""

from typing import NamedTuple

from haven.records.contacts.finding import find_contacts

Named = tuple[str, str]
"""Kind and normal form of a contact."""


class Sought(NamedTuple):
    """A text to search, and whether phone numbers that are written out are looked for too."""

    text: str
    phones: bool = True


def name_contacts(request: tuple[list[Sought], str]) -> list[list[Named]]:
    """What each text names, sorted, once each.

    Args:
        request: the texts, and the region as in `find_contacts`; in one, for another process may answer it.
    """
    texts, region = request
    return [_name(sought, region) for sought in texts]


def _name(sought: Sought, region: str) -> list[Named]:
    found = find_contacts(sought.text, region=region, phones=sought.phones)
    return sorted({(str(contact.kind), contact.value) for contact in found})
