"""Following the operator to another language in what PostgreSQL keeps of words.

PostgreSQL's full text reads one language, the first of the site: ads and saved searches are kept as stems of it, and
stems of two languages do not find each other. Owns how far a change has come; an entry of the ledger says when it is
over. Must not know: what a row's stems are.
"""

from collections.abc import Callable

from django.db import transaction

from haven.ledger.actions import machine, record
from haven.listings.models import Stemming
from haven.listings.searching.analysis import database_language

ADS, SEARCHES = "ads", "searches"


@transaction.atomic
def restem(kind: str, step: Callable[[int], list[int]]) -> int:
    """Bring the next rows of a kind into the site's language; how many there were. Goes on where it was stopped.

    The first call of a site takes its rows to be in the language they were always written in, its own. The call that
    notices another language does nothing yet: for a second, other processes still write in the one before. Whoever
    calls does so again a minute later.

    Args:
        kind: `ADS` or `SEARCHES`.
        step: does it for the rows behind a number, in the order of their numbers; gives the numbers.
    """
    wanted = database_language()
    known = Stemming.objects.select_for_update().filter(kind=kind).first()
    if known is None:
        Stemming.objects.get_or_create(kind=kind, defaults={"language": wanted})
        return 0
    if known.language != wanted:
        known.language, known.up_to = wanted, 0
        known.save(update_fields=["language", "up_to"])
        return 0
    if known.up_to is None:
        return 0
    done = step(known.up_to)
    known.up_to = done[-1] if done else None
    known.save(update_fields=["up_to"])
    if not done:
        record(actor=machine("clock"), action="words.restemmed", subject=f"site:{kind}", language=wanted)
    return len(done)


def is_settled() -> bool:
    """Whether ads and saved searches are kept in the same language, so that one finds the other."""
    return not Stemming.objects.exclude(language=database_language(), up_to=None).exists()
