"""The closing as a Django app."""

from django.apps import AppConfig


class ClosingConfig(AppConfig):
    """Winding a site down."""

    name = "haven.closing"
