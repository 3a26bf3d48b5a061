"""The project as a Django app: it holds the demo, the checks and the site-wide templates."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Registers the project's system checks."""

    name = "haven.project"
    label = "project"
