"""Ads from elsewhere: the files as they came, what the engine found in them, and who is named where.

Owns the directory of a collection. Must not know Django: whose it is, and who may look, others decide.
"""
