"""The marketplace as a Django app."""

from django.apps import AppConfig


class MarketplaceConfig(AppConfig):
    """The public face."""

    name = "haven.marketplace"
