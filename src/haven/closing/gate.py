"""What a site that is closing lets through: before the day all but what begins something, afterwards hardly anything.

Owns the two lists and the answers, for people and for programs. Must not know what the views behind it do.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.formats import date_format

from haven.api.gate import PREFIX
from haven.api.problems import answer
from haven.site.models import Closing
from haven.site.queries import closing, site

_BEGINS = {"marketplace:post", "account_signup"}
_NEW_DRAFT = "api-1:drafts_drafts"
_ROOMS = {
    "closing", "moderation", "openness", "administration", "newsroom", "investigations", "authorities", "legal", "demo",
}  # fmt: skip
_OPEN = {
    "marketplace:my_data", "marketplace:my_data_file", "marketplace:ask_erasure", "marketplace:erase",
    "marketplace:page", "marketplace:terms_version", "marketplace:cases", "marketplace:case", "marketplace:lost_code",
    "site_theme", "site_logo", "site_icon", "manifest", "service_worker", "offline", "robots", "language", "health",
    "metrics", "log_checkpoint", "log_keys", "log_tile",
}  # fmt: skip
_OPEN_TO_PROGRAMS = {"api-1:me_me", "api-1:me_export", "api-1:me_ask_erasure", "api-1:openapi-json"}
_DESK = "api-1:api_"


class ClosingGate:
    """Middleware: asks before the view is called."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing but what comes next."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """The answer in place of the view's, where there is one."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name == "health":  # answers without the database, too
            return None
        now = closing()
        if now is None or _passes(now, name, str(request.method)):
            return None
        if request.path_info.startswith(PREFIX):
            return answer(410 if now.is_closed else 409, _said(now))
        if now.is_closed:
            status = 200 if request.path_info == "/" else 410
            return render(request, "closing/closed.html", {"closing": now}, status=status)
        return render(request, "closing/refused.html", {"closing": now, "wanted": name}, status=403)


def _passes(now: Closing, name: str, method: str) -> bool:
    if not now.is_closed:
        return name not in _BEGINS and not (name == _NEW_DRAFT and method == "POST")
    if name.startswith("api-1:"):
        return name in _OPEN_TO_PROGRAMS or name.startswith(_DESK)
    if name.startswith(("account_", "mfa_")):
        return name != "account_signup"
    return name in _OPEN or name.partition(":")[0] in _ROOMS


def _said(now: Closing) -> str:
    """For programs, whose answers are English."""
    day = date_format(now.ends_on, "Y-m-d")
    if now.is_closed:
        return f"{site().name} closed on {day}. Until it is erased, GET /my/data exports what is kept about you."
    return f"{site().name} closes on {day} and takes no new ads or accounts."
