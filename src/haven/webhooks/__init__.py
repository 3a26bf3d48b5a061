"""Telling people's programs what happened: signed, retried, logged (standardwebhooks.com).

Owns: `Endpoint`, the outbox of deliveries, the call itself and where it may go. Must not know: what events are about.
"""
