"""The vocabulary that every other package speaks: what an ad is, its contacts, its text.

Owns: `AdRecord`, folding, contacts, reading ads from files. Must not know: Django, screening, networks.
"""

from haven.records.ad import AdRecord

__all__ = ["AdRecord"]
