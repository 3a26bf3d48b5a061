"""Custody as a Django app."""

from django.apps import AppConfig


class CustodyConfig(AppConfig):
    """Evidence and holds."""

    name = "haven.custody"
