"""What every template may say of the site itself."""

from functools import lru_cache

from django.conf import settings as django_settings
from django.http import HttpRequest

from haven.project.environment import environment
from haven.site.queries import closing
from haven.site.queries import site as site_now
from haven.site.themes import palette


@lru_cache(4)
def _papers_of(theme: str) -> tuple[str, str]:
    light, dark = palette(theme)
    return light["paper"], dark["paper"]


def site(request: HttpRequest) -> dict[str, object]:
    """The site's name, currency and operator, whether it is a demo, and the desks of who is signed in."""
    settings, now = environment(), site_now()
    names = dict(django_settings.LANGUAGES)
    user = getattr(request, "user", None)  # a request refused for its host has come by no one yet
    return {
        "site_name": now.name,
        "site_url": settings.url,
        "site_contact": now.contact,
        "site_currency": now.currency,
        "site_look": now,
        "site_closing": closing(),
        "site_papers": _papers_of(now.saved.theme),
        "languages": [(code, names[code]) for code in now.page_languages],
        "is_demo": settings.demo,
        "roles": user.roles if user and user.is_authenticated else frozenset(),
    }
