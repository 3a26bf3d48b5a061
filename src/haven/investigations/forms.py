"""What investigators type."""

from django import forms


class BundleForm(forms.Form):
    """What a bundle is for."""

    title = forms.CharField(max_length=120, label="Title", error_messages={"required": "Give the bundle a title."})
    purpose = forms.CharField(
        max_length=2000,
        label="What is it for?",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Whoever opens it reads this: who asked, under which number, and what it is to show.",
        error_messages={"required": "Say what the bundle is for: without a purpose nothing leaves."},
    )


class HoldForm(forms.Form):
    """What a hold rests on."""

    reason = forms.CharField(
        max_length=120,
        label="What does the hold rest on?",
        help_text="A letter's number or a case's code; not what is in it. It lasts 90 days and can be renewed.",
        error_messages={"required": "Say what the hold rests on."},
    )
