"""Contact details in ads: phones, e-mail and web addresses, messenger handles, wallets.

Owns: finding them and their normal forms. Must not know: signals, networks, the database.
"""

from haven.records.contacts.contact import Contact, ContactKind
from haven.records.contacts.finding import find_contacts

__all__ = ["Contact", "ContactKind", "find_contacts"]
