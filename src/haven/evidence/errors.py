"""Errors of the evidence engine."""


class EvidenceError(Exception):
    """Something that was to be proven does not hold; the message says what and where."""


class BadNote(EvidenceError):
    """A signed note, a key or a checkpoint that is malformed, or that no trusted key signed."""


class BadProof(EvidenceError):
    """A proof that does not lead from what it starts with to the root."""


class BadKeyFile(EvidenceError):
    """A file of keys that cannot be used."""
