"""The operator's desk: figures of the site, its settings and its terms.

Owns the pages of who keeps the site running. Must not know: what anybody wrote; an administrator sees no content.
"""
