"""`haven networks`: questions about a sweep's result, and the networks that are stored with the site.

Must not know: how an answer is found. Imports of the site wait for the command that needs it.
"""

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import pyarrow as pa
import typer

from haven.project.ad_files import Columns, Encoding, takes_columns
from haven.project.errors import ProjectError
from haven.project.saying import say
from haven.records.errors import RecordsError
from haven.records.reading import read_ads

app = typer.Typer(pretty_exceptions_enable=False, no_args_is_help=True)


class NotExplained(ProjectError):
    """There is no such ad, or the result or the ads cannot be read."""


@app.callback()
def networks() -> None:
    """Why ads of a sweep are together; the networks that are stored with the site."""


@app.command()
@takes_columns
def explain(
    result: Annotated[Path, typer.Argument(help="Directory that `haven sweep` wrote.")],
    ad: Annotated[str, typer.Argument(help="Id of one ad.")],
    other: Annotated[str, typer.Argument(help="Id of another.")],
    columns: Columns,
    ads: Annotated[
        list[Path] | None, typer.Option(help="The swept files, where the result keeps no texts; with their columns.")
    ] = None,
    encoding: Encoding = None,
) -> None:
    """Say why two ads of a result are together, or why not."""
    from haven.networks.errors import NetworkError  # noqa: PLC0415 - kernels: `rebuild` needs none before it starts
    from haven.networks.explain import explain as explain_pair  # noqa: PLC0415
    from haven.networks.stored import StoredResult  # noqa: PLC0415
    from haven.networks.telling import tell  # noqa: PLC0415

    if ad == other:
        raise NotExplained(f"{ad!r} twice: name two ads")
    try:
        swept: Iterable[pa.RecordBatch] | None = (
            read_ads(ads, columns=columns, encoding=encoding, guess=True) if ads else None
        )
        found = explain_pair(StoredResult(result), ad, other, ads=swept)
    except (NetworkError, RecordsError) as error:
        raise NotExplained(str(error)) from error
    for line in tell(found):
        say(line)


@app.command()
def rebuild() -> None:
    """Index every submitted ad and sweep them all anew. The site may run meanwhile; networks keep their ids."""
    from haven.project.database import site_database  # noqa: PLC0415 - the site
    from haven.project.django_setup import start_django  # noqa: PLC0415

    with site_database("networks"):
        start_django()
        from haven.findings.models import IndexedAd, Membership, Network  # noqa: PLC0415 - needs Django
        from haven.listings.tasks import relink_all  # noqa: PLC0415

        begun = time.monotonic()
        relink_all()
        ads, inside, found = (model.objects.count() for model in (IndexedAd, Membership, Network))
        say(f"{ads:,} ads, {found:,} networks, {inside:,} ads in them; {time.monotonic() - begun:.1f} s")
