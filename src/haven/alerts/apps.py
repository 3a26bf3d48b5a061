"""Alerts as a Django app."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    """Saved searches and what they find."""

    name = "haven.alerts"
