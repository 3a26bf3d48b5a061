"""Where a program is to be called, and of what."""

from django import forms
from django.utils.translation import gettext_lazy as _

from haven.webhooks.models import Event


class EndpointForm(forms.Form):
    """An address and events; what messages say only where that is asked for."""

    url = forms.CharField(
        label=_("Where does your program listen?"),
        max_length=500,
        help_text=_("An address that begins with https://."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"required": _("Write the address of your program.")},
    )
    events = forms.MultipleChoiceField(
        label=_("What is it told of?"),
        choices=Event.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one thing to be told of.")},
    )
    with_content = forms.BooleanField(
        label=_("Also tell what people wrote"),
        required=False,
        help_text=_("Else your program learns only that somebody wrote, and reads it with a token."),
    )
