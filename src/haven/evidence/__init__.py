"""The engine of proof: a tamper-evident log, its signatures, its witness, and what a stranger checks without us.

Owns: RFC 9162 trees, C2SP tiles, checkpoints, signed notes and cosignatures, keys, and their verification.
Must not know Django, a database, nor what the entries are about.
"""
