"""Winding a site down: told, ended, sealed for a custodian, erased, and a last head of the log that outlives it.

Owns: the steps and their order, what goes into the sealing, what is left of the tables, and the pages that say so.
That a site is closing is known below (`haven.site`), so that every room can refuse what makes no sense any more. Must
not know: how anything is shown or decided in the rooms; it takes what they keep.
"""
