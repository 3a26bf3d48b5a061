"""Data rights as a Django app."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """Export, erasure, retention."""

    name = "haven.rights"
