"""Ads that a reader does not want to see again, by a cookie that is there only for who hides one.

Owns: the cookie, its form and its limit. `kept.js` writes the same form, so that hiding an ad of a list asks nothing of
the site, which keeps nothing. Must not know: pages.
"""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from haven.listings.models import Listing

COOKIE = "haven_hidden"
MOST_HIDDEN = 100
"""More would make every request heavy: the one hidden first comes back."""
_YEAR = 365 * 86400


def codes_in(words: Iterable[str], most: int) -> list[str]:
    """What looks like codes of ads among the words, each once, at most so many."""
    asked = (code for code in words if code.isascii() and code.isalnum() and len(code) == 10)
    return list(dict.fromkeys(asked))[:most]


def hidden_codes(request: HttpRequest) -> list[str]:
    """The ads that this browser hides, the last one first."""
    return codes_in(request.COOKIES.get(COOKIE, "").split("."), MOST_HIDDEN)


def remember_hidden(response: HttpResponse, codes: Sequence[str]) -> None:
    """Let the browser hide exactly these; no cookie is left where there are none."""
    if not codes:
        response.delete_cookie(COOKIE)
        return
    words = ".".join(codes[:MOST_HIDDEN])
    response.set_cookie(COOKIE, words, max_age=_YEAR, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")


def without_hidden(request: HttpRequest, ads: Sequence[Listing]) -> list[Listing]:
    """The ads that this browser does not hide."""
    hidden = set(hidden_codes(request))
    return [ad for ad in ads if ad.code not in hidden]
