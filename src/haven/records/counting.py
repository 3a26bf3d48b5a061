"""Numbers as people say them. Must not know: what is counted."""


def many(count: int, thing: str) -> str:
    """A number and what it counts: "1 hold", "2 holds", "1 saved search", "2 saved searches"."""
    return f"{count:,} {thing}{'' if count == 1 else 'es' if thing.endswith(('s', 'h')) else 's'}"
