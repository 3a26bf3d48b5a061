"""The append-only log of everything that was decided or read.

Owns: `LedgerEntry` and the one way to write it. Must not know what the entries are about: it holds identifiers and
salted digests, never content, so that personal data can be erased while the log stays whole.
"""
