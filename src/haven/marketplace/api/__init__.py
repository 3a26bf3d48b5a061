"""What a person can do on the site, for programs: the same forms, the same actions, JSON instead of pages.

Must not know: tables, except to find what an address names.
"""
