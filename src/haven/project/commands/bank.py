"""`haven bank`: brings a file of hashes into a hash bank; pictures that match are quarantined."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from haven.project.database import site_database
from haven.project.django_setup import start_django
from haven.project.errors import ProjectError
from haven.project.saying import say
from haven.records.counting import many

app = typer.Typer(pretty_exceptions_enable=False)
_SHOWN = 100


@app.command()
def bank(
    file: Annotated[Path, typer.Argument(help="As threatexchange writes it: CSV with a header, or a hash a line.")],
    name: Annotated[str, typer.Option(help="The bank that the hashes go into.")],
    reason: Annotated[str, typer.Option(help="Why they are taken, or from whom they come.")],
) -> None:
    """Import PDQ and MD5 hashes. Lines that hold none are named and left out; the others are taken."""
    with site_database("bank"):
        start_django()
        _import(file, name, reason)


def _import(file: Path, name: str, reason: str) -> None:
    from haven.custody.actions.banking import import_bank  # noqa: PLC0415 - needs Django
    from haven.custody.bank_files import Fault, Hash, read_bank  # noqa: PLC0415
    from haven.custody.errors import CustodyError  # noqa: PLC0415
    from haven.moderation.tasks import request_matching  # noqa: PLC0415

    faults: list[Fault] = []
    counted = 0

    def hashes() -> Iterator[Hash]:
        nonlocal counted
        with file.open(encoding="utf-8", errors="replace") as lines:
            for one in read_bank(lines):
                if isinstance(one, Fault):
                    faults.append(one)
                else:
                    counted += 1
                    yield one
        if not counted:
            raise CustodyError(f"there is no hash of a picture in it; {name} is as it was")

    try:
        added = import_bank(bank=name, reason=reason, hashes=hashes())
    except CustodyError as error:
        raise ProjectError(f"{file}: {error}") from error
    except OSError as error:
        raise ProjectError(f"{file}: cannot be read ({error.strerror})") from error
    finally:
        for fault in faults[:_SHOWN]:
            say(f"line {fault.line}: {fault.why}", err=True)
        if len(faults) > _SHOWN:
            say(f"and {len(faults) - _SHOWN} more lines", err=True)
    request_matching()
    say(f"{many(counted, 'hash')} read, {added} new in {name}, {many(len(faults), 'line')} left out")
