"""What a contact detail is. Must not know how any of them is found."""

from dataclasses import dataclass
from enum import StrEnum


class ContactKind(StrEnum):
    """What sort of detail it is."""

    PHONE = "phone"
    EMAIL = "email"
    URL = "url"
    DOMAIN = "domain"
    HANDLE = "handle"
    WALLET = "wallet"


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact detail in a text.

    Attributes:
        kind: what sort of detail it is.
        value: its normal form, equal for equal details: E.164 (`+12025550123`); the lower-case address; `host/path`
            of a web address without scheme, `www.` and query; the registrable domain; `telegram:@name`; the wallet
            with its checksum.
        start: where it starts in the text, in characters.
        end: where it ends, exclusive.
        disguised: written so that a person reads it and a plain search does not.
    """

    kind: ContactKind
    value: str
    start: int
    end: int
    disguised: bool = False
