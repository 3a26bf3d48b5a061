"""`haven restore`: a backup into an empty place."""

from pathlib import Path
from typing import Annotated

import typer

from haven.project.data_directory import DataDirectory
from haven.project.database import site_database
from haven.project.environment import environment
from haven.project.restore import restore_backup

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="A file that `haven backup` wrote.")]) -> None:
    """Restore into an empty database and data directory, and compare row counts and digests."""
    data = DataDirectory(environment().data)
    data.prepare()
    with site_database("restore") as database:
        manifest = restore_backup(database, data, file)
    typer.echo(f"Restored the backup of {manifest.made_at:%Y-%m-%d %H:%M} UTC (Haven {manifest.haven}): all is equal.")
    for table, rows in manifest.tables.items():
        typer.echo(f"  {table:<44}{rows:>12,}")
