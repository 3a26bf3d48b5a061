"""What opening an account asks besides the address."""

from typing import Any

from django import forms
from django.http import HttpRequest

from haven.accounts.actions import accept_terms
from haven.accounts.models import Acceptance, User
from haven.site.errors import TermsChanged
from haven.site.queries import agreed_terms, current_terms


class TermsForm(forms.Form):
    """The version of the terms that the page named beside its button; django-allauth adds it to its own form."""

    terms = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = current_terms()
        self.initial["terms"] = now.day if now else ""

    def clean_terms(self) -> str:
        """That version, if it is in force; else the page names the right one from now on."""
        try:
            agreed_terms(self.cleaned_data["terms"])
        except TermsChanged as error:
            self.data = {**{name: self.data[name] for name in self.data}, "terms": self.initial["terms"]}
            raise forms.ValidationError(str(error)) from None
        return str(self.cleaned_data["terms"])

    def signup(self, request: HttpRequest, user: User) -> None:  # noqa: ARG002 — django-allauth hands it over
        """Keep what was agreed to; django-allauth calls it with the new account."""
        terms = agreed_terms(self.cleaned_data["terms"])
        accept_terms(terms=terms, step=Acceptance.Step.ACCOUNT, subject=f"person:{user.pk}", who=user)
