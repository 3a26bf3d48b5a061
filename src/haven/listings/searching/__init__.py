"""The search index: a disposable copy, per host, of what live ads say; PostgreSQL stays the truth.

Owns what an ad looks like in the index, how changes get there, and how a search is asked of it. It answers with ids and
counts only: rows are read from PostgreSQL by `haven.listings.queries`. Must not know any page.
"""
