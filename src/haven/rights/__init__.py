"""What a person may have back or have erased, and how long each kind of record is kept.

Owns: the export of everything about a person, erasure, and retention. What a hold covers stays, and nobody is told:
whoever asks sees the same answer at the same time. Must not know: why something is held, pages.
"""
