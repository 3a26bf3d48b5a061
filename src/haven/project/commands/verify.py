"""`haven verify`: does what was handed over hold? Needs neither site nor database nor network."""

from pathlib import Path
from typing import Annotated

import typer

from haven.evidence.bundle.timestamps import read_roots
from haven.evidence.errors import EvidenceError
from haven.evidence.keyring import Trust
from haven.evidence.verify import verify as check
from haven.project.errors import ProjectError
from haven.project.saying import say

app = typer.Typer(pretty_exceptions_enable=False)


class NothingToGoBy(ProjectError):
    """No keys or no certificates were named, or they cannot be read."""


@app.command()
def verify(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Exported logs, checkpoints, bundles, sealings.")
    ],
    keys: Annotated[
        Path | None, typer.Option(help="File of the keys you believe, one a line, as the operator published them.")
    ] = None,
    authority: Annotated[
        Path | None, typer.Option(help="Certificates (PEM) of timestamp authorities that you believe.")
    ] = None,
    key: Annotated[list[str] | None, typer.Option(help="A key you believe (repeatable): name+id+base64.")] = None,
) -> None:
    """Check logs and signed heads, each by itself and against each other; exit code 0 only if nothing is wrong.

    What the files at hand cannot show (a head beyond the log) is said to be open, and is nothing wrong.

    What is handed over cannot vouch for its own keys: name those you believe, those of witnesses too.
    """
    try:
        lines = [keys.read_text(encoding="utf-8")] if keys else []
        trust = Trust.parse("\n".join([*lines, *(key or [])]))
    except (OSError, UnicodeDecodeError, EvidenceError) as error:
        raise NothingToGoBy(f"whose keys are to be believed? Name them by --keys FILE or --key KEY ({error})") from None
    try:
        authorities = read_roots(authority.read_bytes()) if authority else []
    except (OSError, EvidenceError) as error:
        raise NothingToGoBy(f"whose timestamps are to be believed? Name them by --authority FILE ({error})") from None
    report = check(paths, trust, authorities)
    for line in report.holds:
        say(f"good   {line}")
    for line in report.wrong:
        say(f"WRONG  {line}")
    for line in report.open:
        say(f"open   {line}")
    held = "What is here holds; what is open is neither shown nor refuted." if report.open else "All of it holds."
    say(f"{len(report.wrong)} wrong: do not rely on it." if report.wrong else held)
    raise typer.Exit(1 if report.wrong else 0)
