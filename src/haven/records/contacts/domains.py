"""Registrable domains, offline. Must not know: texts."""

from functools import lru_cache

import tldextract

# RFC 2606: reserved for examples and tests, so that nobody is contacted by a documentation page.
_RESERVED = ("example", "test", "invalid", "localhost")
_extract = tldextract.TLDExtract(
    suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True, extra_suffixes=_RESERVED
)


@lru_cache(maxsize=1 << 14)
def registrable_domain(host: str) -> str | None:
    """The part of a lower-case host name that somebody registered, or None where its ending is not public.

    Source: the Public Suffix List as bundled with `tldextract`, private section included: a site on a shared host
    is its own (`name.blogspot.com`).
    """
    parts = _extract(host)
    return f"{parts.domain}.{parts.suffix}" if parts.domain and parts.suffix else None
