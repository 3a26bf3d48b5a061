"""What is answered to a form whose token does not fit: often one that was open while somebody signed in anew."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from haven.accounts.typed import is_ours, words_typed


def old_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, with the words that were typed; `reason` is Django's, for developers, and not shown."""
    typed = words_typed(request) if is_ours(request) else []
    return render(request, "403_csrf.html", {"typed": typed}, status=403)
