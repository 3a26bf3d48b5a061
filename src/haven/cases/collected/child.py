"""Making a collection readable in a process of its own, which may use so much memory and no more.

What comes from elsewhere can be made to unpack to anything. The answer is one line of JSON on standard output.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

from haven.cases.collected.building import BadCollection, Built, build

MOST_MEMORY = 6 * 2**30
_SECONDS = 1800
_TOO_MUCH = "It needs more memory than a collection may have: split it."
_STOPS = {-signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP}


class Interrupted(Exception):
    """The reading was ended from outside, as when the site is stopped: nothing is wrong with the files."""


def build_apart(directory: Path, *, region: str, memory: int = MOST_MEMORY) -> Built:
    """`build` in a child that ends when it takes more than `memory` bytes of addresses, or when we do.

    Raises:
        BadCollection: see `build`; also where it took too much.
        Interrupted: somebody ended the child.
    """
    paths = os.pathsep.join(path for path in sys.path if path)
    command = [sys.executable, "-m", __name__, str(directory), region, str(memory)]
    lifeline, ours = os.pipe()
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, check=False, stdin=lifeline, capture_output=True, timeout=_SECONDS,
            env=os.environ | {"PYTHONPATH": paths},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise BadCollection("It takes too long to read: split it.") from None
    finally:
        os.close(lifeline)
        os.close(ours)
    if done.returncode in _STOPS:
        raise Interrupted("The reading was ended before it was done.")
    try:
        answer = json.loads(done.stdout.decode("utf-8", "replace").strip().rpartition("\n")[2])
    except ValueError:
        raise BadCollection(_TOO_MUCH) from None
    if "problem" in answer:
        raise BadCollection(answer["problem"])
    return Built(**answer)


def _end_with_parent() -> None:
    """A killed worker closes its end of the pipe; who reads after it must find nobody else writing there."""
    os.read(0, 1)
    os._exit(1)


def _main(directory: str, region: str, memory: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent alone heeds Ctrl-C
    threading.Thread(target=_end_with_parent, daemon=True).start()
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    try:
        answer: dict[str, object] = asdict(build(Path(directory), region=region))
    except BadCollection as error:
        answer = {"problem": str(error)}
    except MemoryError:
        answer = {"problem": _TOO_MUCH}
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    _main(*sys.argv[1:])
