"""Which language a page is in: the reader's own choice, else the browser's wish, else the site's.

Owns what of it shows in the answer's headers. Must not know what is translated, or where the choice is offered.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, telling caches that the cookie of the choice counts, and leaving alone what has no language."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Name the language of a page; photos, the log and the like have none."""
        if not response.headers.get("Content-Type", "").startswith(("text/html", "application/atom+xml")):
            return response
        patch_vary_headers(response, ("Cookie",))
        return super().process_response(request, response)
