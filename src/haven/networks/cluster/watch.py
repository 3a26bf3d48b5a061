"""The kernels that run in threads of this process.

Owns: knowing them, so that an interrupted process does not end before they do, which would abort it.
Must not know: Daft, what kernels do.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_changed = threading.Condition()
_running: set[int] = set()


@contextmanager
def watched() -> Iterator[None]:
    """While a kernel runs."""
    with _changed:
        _running.add(threading.get_ident())
    try:
        yield
    finally:
        with _changed:
            _running.discard(threading.get_ident())
            _changed.notify_all()


def wait() -> None:
    """Until no kernel runs."""
    with _changed:
        _changed.wait_for(lambda: not _running)
