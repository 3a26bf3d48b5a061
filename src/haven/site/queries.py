"""What holds for the site now, and its terms."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from haven.records.comparing import Change, compare
from haven.site.errors import TermsChanged
from haven.site.kept import Kept
from haven.site.models import Closing, SiteSettings, TermsVersion


@dataclass(frozen=True)
class Site:
    """The operator's settings, with the environment's where the administration left something empty."""

    saved: SiteSettings

    @property
    def name(self) -> str:
        """What the site calls itself."""
        return self.saved.name or str(settings.SITE_NAME)

    @property
    def contact(self) -> str:
        """The operator's address for people; empty where nobody gave one."""
        return self.saved.contact or str(settings.SITE_CONTACT)

    @property
    def countries(self) -> tuple[str, ...]:
        """Countries (ISO 3166-1) whose towns come first; phone numbers of the first need no prefix."""
        return _listed(self.saved.countries) or (str(settings.SITE_REGION),)

    @property
    def region(self) -> str:
        """The home country."""
        return self.countries[0]

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages (ISO 639-1) that ads are written in."""
        return _listed(self.saved.languages) or tuple(settings.SITE_LANGUAGES)

    @property
    def page_languages(self) -> tuple[str, ...]:
        """Those of `settings.LANGUAGES` (`en-gb`, `de`) that pages and mails can be in, in the order of the menu."""
        known = {code[:2]: code for code, _ in settings.LANGUAGES}
        return tuple(known[code] for code in _listed(self.saved.page_languages) if code in known) or tuple(
            known.values()
        )

    @property
    def page_language(self) -> str:
        """That of pages for whoever asks for none of them: the operator's first, else that of most ads."""
        if self.saved.page_languages:
            return self.page_languages[0]
        return next((code for code in self.page_languages if code[:2] == self.languages[0]), settings.LANGUAGE_CODE)

    def speaks(self, language: str) -> str:
        """`language`, if pages are in it; else the one for whoever asks for none of them."""
        return language if language in self.page_languages else self.page_language

    @property
    def currencies(self) -> tuple[str, ...]:
        """Currencies (ISO 4217) that a poster may choose from."""
        return _listed(self.saved.currencies) or (str(settings.SITE_CURRENCY),)

    @property
    def currency(self) -> str:
        """That of new ads, unless their poster chooses another."""
        return self.currencies[0]

    @property
    def map_host(self) -> str:
        """The tile server that browsers ask for the pictures of a map; empty where maps are drawn here alone."""
        return urlsplit(str(settings.MAP_TILES)).hostname or ""

    @property
    def has_theme(self) -> bool:
        """Whether the look is another than the one in `tokens.css`."""
        return bool(self.saved.theme or self.saved.accent_light or self.saved.accent_dark)

    @property
    def has_own_icon(self) -> bool:
        """Whether its icon is another than Haven's mark in Haven's colours."""
        return self.has_theme or bool(self.saved.logo_width)

    @property
    def logo_size(self) -> tuple[int, int]:
        """Width and height of the logo on the page, in CSS pixels: at most 40 high."""
        width, height = self.saved.logo_width, self.saved.logo_height
        shown = min(40, max(1, height // 2))
        return max(1, round(width * shown / height)) if height else 0, shown

    @property
    def version(self) -> str:
        """Changes with every change of the settings; part of the addresses of logo and theme."""
        return f"{self.saved.saved_at.timestamp():.6f}".replace(".", "") if self.saved.pk else ""


def _read() -> Site:
    return Site(SiteSettings.objects.first() or SiteSettings())


def _in_force() -> TermsVersion | None:
    return TermsVersion.objects.filter(valid_from__lte=timezone.localdate()).first()


def _closing() -> Closing | None:
    return Closing.objects.filter(called_off_at=None).first()


kept_site: Kept[Site] = Kept(_read)
kept_closing: Kept[Closing | None] = Kept(_closing)
kept_terms: Kept[TermsVersion | None] = Kept(_in_force)


def site() -> Site:
    """The settings of the site, at most a second old."""
    return kept_site.get()


def closing() -> Closing | None:
    """That the site winds itself down, at most a second old; None while it goes on."""
    return kept_closing.get()


def current_terms() -> TermsVersion | None:
    """The terms in force today; None before the first `haven migrate`."""
    return kept_terms.get()


def agreed_terms(day: str) -> TermsVersion | None:
    """The version in force, if it is the one that a page named `day` (2026-11-26); None where a site has no terms.

    Raises:
        TermsChanged: the page showed others, or none.
    """
    now = current_terms()
    if now is not None and now.day != day:
        raise TermsChanged(
            _("Our terms changed while this page was open. Nothing you typed is lost. Look at them, and send it again.")
        )
    return now


def next_terms(today: date) -> TermsVersion | None:
    """The version that is announced, if there is one."""
    return TermsVersion.objects.filter(valid_from__gt=today).order_by("valid_from").first()


def what_changed(version: TermsVersion) -> list[Change]:
    """Against the version before, word by word; empty for the first one."""
    before = TermsVersion.objects.filter(valid_from__lt=version.valid_from).first()
    return compare(before.text, version.text) if before else []


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word for word in words.split(",") if word)
