"""The investigator's desk: networks of ads, and why they belong together.

A network is a lead, not an accusation. Owns how findings are shown; must not know how they are found, nor moderators.
"""
