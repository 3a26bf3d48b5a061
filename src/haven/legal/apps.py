"""The legal desk as a Django app."""

from django.apps import AppConfig


class LegalConfig(AppConfig):
    """Requests, productions, holds."""

    name = "haven.legal"
