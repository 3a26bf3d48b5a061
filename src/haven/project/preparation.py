"""Bringing a database to what this version of Haven needs: tables, shelves, gazetteer, policy. Safe to repeat."""

from collections.abc import Iterator

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from haven.legal.actions.directory import load_directory
from haven.listings.actions.catalogue import load_places, sync_categories
from haven.policies.actions import install_default_policy
from haven.site.actions import install_default_terms


def pending_migrations() -> int:
    """How many migrations the database lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def prepare() -> Iterator[str]:
    """Do what is missing, step by step; yields a line about each that did something, once it is done."""
    missing = pending_migrations()
    if missing:
        call_command("migrate", interactive=False, verbosity=0)
        yield f"applied {missing} migrations"
    call_command("createcachetable", verbosity=0)
    added = sync_categories()
    if added:
        yield f"added {added} categories"
    places = load_places()
    if places:
        yield f"loaded {places:,} places"
    if install_default_policy():
        yield "put the default policy in force"
    if install_default_terms():
        yield "put the default terms in force"
    changed = load_directory()
    if changed:
        yield f"brought {changed} authorities of the directory up to date"
