"""Moderation as a Django app."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    """The moderation desk."""

    name = "haven.moderation"
