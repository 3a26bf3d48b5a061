"""Policies as a Django app."""

from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    """Policy versions."""

    name = "haven.policies"
