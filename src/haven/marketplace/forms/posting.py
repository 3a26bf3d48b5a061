"""The second screen of posting: words, price, place, and how to reach the poster."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from haven.listings.actions.drafts import DraftFields
from haven.listings.models import ListingDraft, Place
from haven.marketplace.forms import NOT_AN_ADDRESS
from haven.marketplace.forms.amounts import AmountField
from haven.marketplace.forms.places import guess_place
from haven.site.queries import site

_FEWEST_LETTERS = 20
_LARGEST_ID = 2**31 - 1


class WordsForm(forms.Form):
    """What a draft holds besides category and photos."""

    title = forms.CharField(
        label=_("Title"),
        max_length=120,
        help_text=_("Say what it is in a few words, as you would look for it yourself."),
        error_messages={"required": _("Give the ad a title.")},
    )
    body = forms.CharField(
        label=_("Description"),
        min_length=_FEWEST_LETTERS,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Condition, size, from when, what is included. Leave phone numbers and addresses out: "
            "readers reach you through this site."
        ),
        error_messages={
            "required": _("Describe what you offer or look for."),
            "min_length": _("Say a little more: at least %(limit_value)s letters."),
        },
    )
    price = AmountField(
        label=_("Price"), required=False, help_text=_("Leave empty where no price makes sense; 0 means free.")
    )
    currency = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": _("Prices here are not in this currency. Choose from the list.")},
    )
    place_words = forms.CharField(
        label=_("Place"),
        max_length=120,
        help_text=_("The town is enough. Readers never see an address."),
        error_messages={"required": _("Say in which town.")},
    )
    place_id = forms.IntegerField(required=False, min_value=1, max_value=_LARGEST_ID, widget=forms.HiddenInput)
    place_pick = forms.IntegerField(required=False, min_value=1, max_value=_LARGEST_ID, widget=forms.HiddenInput)
    display_name = forms.CharField(
        label=_("Your name"), max_length=60, required=False, help_text=_("As readers see it. A first name is enough.")
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send one link to it. Readers never see it."),
        error_messages={
            "required": _("Give an e-mail address: we send the link there."),
            "invalid": NOT_AN_ADDRESS,
        },
    )
    adult = forms.BooleanField(
        label=_("I am 18 or older"),
        help_text=_("Only adults can post."),
        error_messages={
            "required": _(
                "Only adults can post. If you are younger, ask a parent or someone you trust; "
                "what else you can do stands below."
            )
        },
    )

    place_choices: tuple[Place, ...] = ()

    def __init__(self, *args: Any, known_email: str = "", asks_adult: bool = True, **kwargs: Any) -> None:
        """`known_email`: the poster's proven address; name and address are then not asked again.

        `asks_adult`: whether adulthood is; once is enough.
        """
        super().__init__(*args, **kwargs)
        self.fields["title"].widget.attrs["autocomplete"] = "off"
        self.fields["price"].widget.attrs["class"] = "input-short"
        self.fields["place_words"].widget.attrs |= {"autocomplete": "off"}
        currency = self.fields["currency"]
        if isinstance(currency, forms.ChoiceField):
            currency.choices = [(code, code) for code in self._currencies()]
        if not asks_adult:
            del self.fields["adult"]
        if known_email:
            for name in ("display_name", "email"):
                del self.fields[name]
        else:
            self.fields["display_name"].widget.attrs["autocomplete"] = "given-name"
            self.fields["email"].widget.attrs["autocomplete"] = "email"

    def clean(self) -> dict[str, Any]:
        """Find the place; one that several towns share must be picked, one that nobody knows is kept as words."""
        read = self.cleaned_data
        guess = guess_place(read.get("place_words") or "", read.get("place_pick") or read.get("place_id"))
        read["place"], self.place_choices = guess.place, guess.choices
        if guess.choices:
            self.add_error("place_words", _("Several places begin like this. Pick yours below."))
        return read

    def fields_to_save(self) -> DraftFields:
        """What was sent, whether or not it is right: as typed, cut to what a draft holds."""
        read = self.cleaned_data
        kept: DraftFields = {}
        if "title" in self.data:
            kept["title"] = self._typed("title")[:120]
        if "body" in self.data:
            kept["body"] = self._typed("body")[:20_000]
        if "price" in self.data:
            kept["price"] = read.get("price")
        if read.get("currency"):
            kept["currency"] = read["currency"]
        if "place_words" in self.data:
            kept["place"] = read.get("place")
            kept["place_words"] = self._typed("place_words")[:120]
        if "email" in self.data and "email" in self.fields:
            kept["email"] = read.get("email") or ""
            kept["display_name"] = self._typed("display_name")[:60]
        return kept

    def _currencies(self) -> list[str]:
        """Those of the site, and the one that the draft has already."""
        return list(dict.fromkeys([*site().currencies, str(self.initial.get("currency") or site().currency)]))

    def _typed(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or self.data.get(name) or "").strip()


class PriceForm(forms.Form):
    """Another price for an ad that is live."""

    price = AmountField(required=False, label=_("Price"))


def initial_words(draft: ListingDraft) -> dict[str, object]:
    """What the form shows of a draft."""
    return {
        "title": draft.title, "body": draft.body, "price": draft.price, "currency": draft.currency,
        "email": draft.email,
        "place_words": str(draft.place) if draft.place else draft.place_words, "place_id": draft.place_id,
        "display_name": draft.display_name, "adult": bool(draft.email),
    }  # fmt: skip
