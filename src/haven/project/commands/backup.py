"""`haven backup`: database and media in one file."""

from pathlib import Path
from typing import Annotated

import typer

from haven.project.backup import write_backup
from haven.project.data_directory import DataDirectory
from haven.project.database import site_database
from haven.project.environment import environment

app = typer.Typer(pretty_exceptions_enable=False)


@app.command()
def backup(file: Annotated[Path, typer.Argument(help="The file to write; it must not exist.")]) -> None:
    """Write database, photos and secret key into one file, while the site runs or not."""
    data = DataDirectory(environment().data)
    data.prepare()
    with site_database("backup") as database:
        write_backup(database, data, file)
    typer.echo(
        f"{file}: {file.stat().st_size / 2**20:.1f} MB. It holds personal data and the site's key: keep it safe."
    )
