"""Outgoing mail: written in the transaction that causes it, delivered by the worker, cancellable until it leaves.

Owns: `OutgoingMail` and its delivery. Must not know who writes to whom or why. Templates are plain text whose first
line is the subject; each package keeps its own under `templates/mail/`.
"""
