"""The operator's desk as a Django app."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """Figures, settings and terms."""

    name = "haven.administration"
