"""What is said when ads from elsewhere are brought into a case."""

from typing import Any

from django import forms


class ManyFiles(forms.ClearableFileInput):
    """A field for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each checked as one is."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files, one at least."""
        sent = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in sent or [None]]


class CollectionForm(forms.Form):
    """What it is, where it is from, why it is lawfully held, and the files."""

    title = forms.CharField(max_length=120, label="Title", error_messages={"required": "Give it a title."})
    origin = forms.CharField(
        max_length=500, label="Where is it from?", widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Who gathered it, when, by which means; who handed it over.",
        error_messages={"required": "Say where it is from."},
    )  # fmt: skip
    lawful = forms.CharField(
        max_length=1000, label="Why do you hold it lawfully?", widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The permission, order or exemption that it rests on. It stays with the collection.",
        error_messages={"required": "Say why you hold it lawfully: without that it is not taken."},
    )  # fmt: skip
    archive = FilesField(
        label="Files", help_text="All files of a sweep's directory; or files of ads (CSV, JSON lines, Parquet, feeds), "
        "which are swept here. 75 MB together.",
        error_messages={"required": "Choose the files."},
    )  # fmt: skip
