"""Letting days pass: everything that the database dates moves into the past, and the clock stays what it is.

So constraints, triggers, the queue and processes of their own see the same time as the test. The log and the queue keep
their days: an entry's day is hashed, and a job is due when it is due.
"""

from django.db import connection
from psycopg import sql

_DATED = """
    SELECT c.table_name, c.column_name FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'
      AND c.data_type IN ('timestamp with time zone', 'date')
      AND c.table_name !~ '^(ledger|procrastinate|django)_'
"""


def days_pass(days: int) -> None:
    """As if so many days had gone by; rows that never change are dated back like all others."""
    with connection.cursor() as cursor:
        cursor.execute(_DATED)
        columns: dict[str, list[str]] = {}
        for table, column in cursor.fetchall():
            columns.setdefault(table, []).append(column)
        cursor.execute("SET session_replication_role = replica")
        for table, dated in columns.items():
            moves = sql.SQL(", ").join(
                sql.SQL("{0} = {0} - make_interval(days => {1})").format(sql.Identifier(one), sql.Literal(days))
                for one in dated
            )
            cursor.execute(sql.SQL("UPDATE {} SET {}").format(sql.Identifier(table), moves))
        cursor.execute("SET session_replication_role = DEFAULT")
