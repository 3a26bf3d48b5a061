"""Findings as a Django app."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    """Stored networks."""

    name = "haven.findings"
