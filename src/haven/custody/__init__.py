"""What is kept as evidence, and what must not be deleted.

Owns: preservation holds, evidence items with their files, and the bundles they leave in. Must not know ads, cases or
laws: it keeps what it is handed, under the names it is told (`listing:…`, `person:…`).
"""
