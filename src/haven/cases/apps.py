"""Cases as a Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Cases of investigators."""

    name = "haven.cases"
