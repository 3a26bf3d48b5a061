"""Investigations as a Django app."""

from django.apps import AppConfig


class InvestigationsConfig(AppConfig):
    """The investigator's desk."""

    name = "haven.investigations"
