"""The moderation desk: what is held, reported or appealed against is decided here, with reasons and a minute to undo.

Owns: decisions, statements of reasons, appeals, the pages of the desk and of the ledger. Must not know investigators,
nor show anybody's address.
"""
