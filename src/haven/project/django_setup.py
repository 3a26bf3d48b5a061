"""Starting Django inside a command, once the database is known."""

import os


def start_django() -> None:
    """Loads the settings and the apps; the environment must name the database by now."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haven.project.settings")
    import django  # noqa: PLC0415 - commands that need no Django must not pay for it

    django.setup()
