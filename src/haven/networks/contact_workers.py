"""Contacts of many texts, searched by several processes.

Owns: the processes and how they are fed. Must not know: ads, what contacts are for.

They are plain children that read and write lines of JSON, for multiprocessing would run the caller's main module again.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue

from haven.records.contacts import find_contacts

Named = tuple[str, str]

_BATCH = 400
# Fewer texts than this are searched sooner than another process starts.
_MANY = 4_000


def name_contacts(texts: list[str], region: str) -> list[list[Named]]:
    """(kind, normal form) of each contact of each text, sorted, once each."""
    return [sorted({(str(c.kind), c.value) for c in find_contacts(text, region=region)}) for text in texts]


def _serve() -> None:
    """Answer lines of (region, texts) until the input ends; the parent alone heeds Ctrl-C."""
    import signal  # noqa: PLC0415 - only a child needs it

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin:
        region, texts = json.loads(line)
        sys.stdout.write(json.dumps(name_contacts(texts, region)) + "\n")
        sys.stdout.flush()


def _start() -> "subprocess.Popen[str]":
    paths = os.pathsep.join(path for path in sys.path if path)
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-c", f"from {__name__} import _serve; _serve()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="ascii",
        env=os.environ | {"PYTHONPATH": paths},
    )


def _ask(child: "subprocess.Popen[str]", region: str, texts: list[str]) -> list[list[Named]]:
    if child.stdin is None or child.stdout is None:  # pragma: no cover - both are pipes
        raise BrokenPipeError
    child.stdin.write(json.dumps([region, texts]) + "\n")
    child.stdin.flush()
    return [[(kind, value) for kind, value in found] for found in json.loads(child.stdout.readline())]


def search(texts: list[str], region: str, *, workers: int) -> Iterator[list[list[Named]]]:
    """The contacts of all texts, in their order, a batch at a time."""
    batches = [texts[i : i + _BATCH] for i in range(0, len(texts), _BATCH)]
    if len(texts) < _MANY or workers == 1:
        yield from (name_contacts(batch, region) for batch in batches)
        return
    idle: SimpleQueue[subprocess.Popen[str]] = SimpleQueue()
    with ExitStack() as ending:
        for _ in range(workers):
            idle.put(ending.enter_context(_start()))

        def work(batch: list[str]) -> list[list[Named]]:
            child = idle.get()
            found = _ask(child, region, batch)
            idle.put(child)
            return found

        pool = ending.enter_context(ThreadPoolExecutor(workers))
        ending.callback(pool.shutdown, cancel_futures=True)
        yield from pool.map(work, batches)
