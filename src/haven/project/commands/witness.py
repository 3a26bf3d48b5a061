"""`haven witness`: cosigns the heads of logs that it watches; needs neither site nor database."""

import logging
import signal
import threading
from pathlib import Path
from typing import Annotated

import typer

from haven.evidence.errors import BadKeyFile, BadNote, EvidenceError
from haven.evidence.keyring import Trust, write_private
from haven.evidence.notes import COSIGNATURE, Signer
from haven.evidence.witness import Witness
from haven.evidence.witness_server import WitnessServer
from haven.project.errors import ProjectError

app = typer.Typer(pretty_exceptions_enable=False)
_LOGS = "logs.txt"
_KEY = "witness.key"


class WitnessFailed(ProjectError):
    """The witness has no keys to go by, no place to remember, or no port."""


@app.command()
def witness(
    directory: Annotated[Path, typer.Argument(help=f"What it remembers, its key, and {_LOGS}: the keys of the logs.")],
    name: Annotated[str, typer.Option(help="What it signs as, such as witness.example.net/w1.")],
    listen: Annotated[
        str, typer.Option(help="ADDRESS:PORT; put a proxy with TLS before it to be public.")
    ] = "127.0.0.1:8401",
) -> None:
    """Watch logs: remember the largest head of each, and cosign only what continues it.

    Run it on another host, in other hands than the site. Its key is made at the first start and printed.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    address, port = _address(listen)
    try:
        watching = Witness(_signer(directory, name), _trust(directory), directory)
        server = WitnessServer((address, port), watching)
    except EvidenceError as error:
        raise WitnessFailed(str(error)) from None
    except OSError as error:
        raise WitnessFailed(f"cannot listen on {listen}: {error.strerror}") from None
    typer.echo(f"{watching.signer.key}\nwatching {', '.join(sorted({one.key.name for one in watching.trust.keys}))}")
    typer.echo(f"listening on http://{address}:{server.server_port}")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever()


def _address(listen: str) -> tuple[str, int]:
    address, colon, port = listen.rpartition(":")
    if not colon or not port.isdecimal() or int(port) > 65535:
        raise WitnessFailed(f"{listen!r} is not of the form ADDRESS:PORT, such as 127.0.0.1:8401")
    return address, int(port)


def _signer(directory: Path, name: str) -> Signer:
    path = directory / _KEY
    signer = Signer.make(name, COSIGNATURE)
    if not path.exists():
        write_private(path, signer.secret() + "\n", new=True)
    try:
        found = Signer.parse(path.read_text())
    except (OSError, ValueError, BadNote) as error:
        raise BadKeyFile(f"{path} cannot be used: {error}") from None
    if (found.key.name, found.key.kind) != (name, COSIGNATURE):
        raise BadKeyFile(f"{path} is the key of {found.key.name}, not of {name}")
    return found


def _trust(directory: Path) -> Trust:
    path = directory / _LOGS
    try:
        return Trust.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadKeyFile(
            f"{path} is missing: write the keys of the logs there, one a line, as https://SITE/log/keys shows them; "
            "compare them with what the operator tells you"
        ) from None
    except (OSError, ValueError, BadNote) as error:
        raise BadKeyFile(f"{path} cannot be used: {error}") from None
