"""The ad and its life: draft → pending → published, held or refused → sold, withdrawn, expired or removed.

Owns: categories, places, listings with their immutable revisions and photos, the verdict on each revision, and the
conversations about them. Must not know who moderates or who investigates.
"""
