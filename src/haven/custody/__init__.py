"""What is kept as evidence, and what must not be deleted.

Owns: preservation holds, evidence items with their files, their bundles, quarantine and its reports. Must not know
ads, cases or laws: it keeps what it is handed, under the names it is told (`listing:…`, `person:…`).
"""
