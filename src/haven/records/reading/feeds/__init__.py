"""XML feeds by which portals exchange ads: Trovit, Kyero, OpenImmo, Google Merchant, Indeed, Craigslist's bulk RSS.

Owns: telling them apart, and what of each is which column. Must not know: the site's categories and fields beyond the
names that its packs give them, databases.
"""

from haven.records.reading.feeds.feed import Feed

__all__ = ["Feed"]
