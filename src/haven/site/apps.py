"""The operator's settings as a Django app."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Settings and terms of the site."""

    name = "haven.site"
