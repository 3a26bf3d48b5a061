"""Words that somebody typed into a form that is not taken, to be given back: nobody types them twice for our reasons.

Owns which fields of a form are words. Must not know pages. Only for a form that is known to be ours: what another site
had somebody send is never shown.
"""

from django.http import HttpRequest

LONGEST, MOST = 20_000, 20


def words_typed(request: HttpRequest) -> list[str]:
    """The values of a form that have white space between words; codes, choices and tokens have none."""
    sent = (value.strip() for values in request.POST.lists() for value in values[1])
    return [value[:LONGEST] for value in sent if len(value.split()) > 1][:MOST]


def is_ours(request: HttpRequest) -> bool:
    """Whether a page of this site sent it, as the browser says."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
