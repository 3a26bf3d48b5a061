"""What only the owner of the database can do."""

from collections.abc import Sequence

from django.db import connection


def commit_crime(*statements: str, values: Sequence[bytes | str] = ()) -> None:
    """Past every trigger; the tables are as before for whoever comes next."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in statements:
            cursor.execute(statement, values or None)
        cursor.execute("SET LOCAL session_replication_role = origin")
