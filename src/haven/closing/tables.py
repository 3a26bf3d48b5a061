"""Deleting all rows but those that stay, in one transaction, past triggers that keep rows in a living site.

Owns the SQL. Triggers that say *this row is never changed* are right for as long as the site is there; here they are
set aside for the tables that lose rows, and only until the transaction ends. Those of the log are not touched: it has
no row to lose. Whatever is referred to must still be there at the end, or nothing is deleted.
"""

from typing import Any, LiteralString

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Model
from psycopg.sql import SQL, Composed, Identifier

from haven.closing.errors import ClosingError
from haven.closing.survivors import Kept, models, rows_of

EMPTIED = {"haven_cache"}
"""Tables without a model that are emptied."""
KEPT = {"django_migrations", "procrastinate_workers"}
"""Tables without a model that stay: which version the tables are of, and who works."""
_JOBS = "procrastinate_"


def delete_all_but(kept: Kept) -> dict[str, int]:
    """Delete every other row; how many by table, tables that lost none left out. Part of the caller's transaction.

    Raises:
        ClosingError: there is a table that nobody decided about.
    """
    _refuse_unknown()
    tables = {model._meta.db_table: model for model in models()}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks outstanding cannot be altered
        for table in tables:
            cursor.execute(_about("ALTER TABLE {} DISABLE TRIGGER USER", table))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        gone = {table: _delete(cursor, table, model, kept[model]) for table, model in tables.items()}
        for table in EMPTIED & _present():
            cursor.execute(_about("DELETE FROM {}", table))
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status NOT IN ('doing', 'todo')")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(_about("ALTER TABLE {} ENABLE TRIGGER USER", table))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return {table: number for table, number in gone.items() if number}


def count_going(kept: Kept) -> dict[str, tuple[int, int]]:
    """By table: how many rows would go, and how many stay."""
    found = {model._meta.db_table: (rows_of(model).count(), len(kept[model])) for model in models()}
    return {table: (every - stay, stay) for table, (every, stay) in found.items() if every}


def _delete(cursor: Any, table: str, model: type[Model], keys: set[object]) -> int:
    if model is Session or not keys:
        cursor.execute(_about("DELETE FROM {}", table))
        return int(cursor.rowcount)
    pk = model._meta.pk
    kind = str(pk.rel_db_type(connection))  # that of a column that refers to it: without how it is counted up
    delete = SQL("DELETE FROM {} WHERE NOT ({} = ANY(%s::{}[]))")
    cursor.execute(delete.format(Identifier(table), Identifier(str(pk.column)), SQL(kind)), [list(keys)])
    return int(cursor.rowcount)


def _refuse_unknown() -> None:
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    unknown = {t for t in _present() - ours - EMPTIED - KEPT if not t.startswith(_JOBS)}
    if unknown:
        raise ClosingError(f"Nobody decided about the tables {', '.join(sorted(unknown))}: nothing is erased.")


def _present() -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


def _about(statement: LiteralString, table: str) -> Composed:
    return SQL(statement).format(Identifier(table))
