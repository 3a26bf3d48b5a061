"""Which language a page is in: the reader's own choice, else the browser's wish, else the site's.

Owns the choice among the languages that the operator offers, and what of it shows in the answer's headers. Must not
know what is translated, or where the choice is offered.
"""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.translation import activate, get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from haven.site.queries import site


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, for the languages that the operator offers now; leaves alone what has no language."""

    def process_request(self, request: HttpRequest) -> None:
        """Put the page into its language."""
        request.LANGUAGE_CODE = language_for(request)
        activate(request.LANGUAGE_CODE)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Name the language of a page, and tell caches that the cookie counts; photos and the log have none."""
        if not response.headers.get("Content-Type", "").startswith(("text/html", "application/atom+xml")):
            return response
        patch_vary_headers(response, ("Cookie",))
        return super().process_response(request, response)


def language_for(request: HttpRequest) -> str:
    """A code of `settings.LANGUAGES`: what the reader chose, what their browser likes best, or the site's own."""
    try:
        now = site()
    except DatabaseError:  # the page is going to say so, in some language
        return settings.LANGUAGE_CODE
    offered = now.page_languages
    wished = [request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")]
    wished += [code for code, _ in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    found = (_known(code) for code in wished)
    return next((code for code in found if code in offered), now.page_language)


def _known(code: str) -> str:
    """The language of `settings.LANGUAGES` that a wish means (`de-AT` means `de`); "" where there is none."""
    try:
        return get_supported_language_variant(code)
    except LookupError:
        return ""
