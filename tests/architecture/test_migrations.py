"""The migrations make the tables that the models describe."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState

OURS = {config.label for config in apps.get_app_configs() if config.name.startswith("haven.")}


def loader() -> MigrationLoader:
    return MigrationLoader(None)


def test_no_migration_is_missing() -> None:
    loaded = loader()
    now, wanted = loaded.project_state(), ProjectState.from_apps(apps)
    detector = MigrationAutodetector(now, wanted, NonInteractiveMigrationQuestioner(specified_apps=OURS, dry_run=True))
    changes = detector.changes(graph=loaded.graph, trim_to_apps=OURS)
    assert [
        f"{label}: {operation}" for label, found in changes.items() for m in found for operation in m.operations
    ] == []


def test_no_two_migrations_are_the_last() -> None:
    assert loader().detect_conflicts() == {}


def test_every_migration_can_be_taken_back() -> None:
    ours = [(key, migration) for key, migration in loader().disk_migrations.items() if key[0] in OURS]
    assert [key for key, migration in ours for operation in migration.operations if not operation.reversible] == []
