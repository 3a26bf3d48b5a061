"""Where and how to meet, by what the ad is about. Owns these sentences; the words of the law are on other pages."""

from django.utils.translation import gettext_lazy as _

from haven.listings.models import Category

_ANYWHERE = _(
    "Meet by day where other people are, tell someone where you go, and hand over things and money at the same moment."
)
_HINTS = {
    "housing": _("See the place from inside before you pay or sign anything, with someone along. Ask who owns it."),
    "jobs": _(
        "Meet at the place of work or in a café, not in a hotel room or a home. Keep your papers, pay for nothing."
    ),
    "services": _("Agree on the price before work begins, in writing. Tell someone who comes to your home, and when."),
    "vehicles": _("Meet by day where others are. Compare papers, vehicle and seller before you drive, and pay last."),
    "goods": _("Meet by day where others are: a station, a shopping street. Try it first; hand over and pay together."),
    "community": _("Meet in public the first time, and bring someone. See an animal where it lives before you pay."),
}


def meeting_hint(category: Category | None) -> str:
    """A sentence or two for ads of this category."""
    return str(_HINTS.get(category.path.partition("/")[0], _ANYWHERE)) if category else str(_ANYWHERE)
