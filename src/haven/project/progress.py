"""What a long command says while it works: one line a step, with its outcome and time.

Owns the form of that output, on a terminal and without one. Must not know what the steps do.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

WIDTH = 24
TELLS_EVERY = 10.0


class Step:
    """One step under way: `note` is shown when it is done, `tell` says how far it is."""

    def __init__(self, title: str, out: TextIO) -> None:
        self.note = ""
        self._title = title
        self._out = out
        self._told = time.monotonic()
        self._moving = out.isatty()
        self._width = 0

    def tell(self, words: str) -> None:
        """Says how far the step is: in place on a terminal, elsewhere now and then on a line of its own."""
        if self._moving:
            self._write(f"\r{self._heading}{words:<{self._width}}")
            self._width = max(self._width, len(words))
        elif time.monotonic() - self._told > TELLS_EVERY:
            self._told = time.monotonic()
            self._write(f"{words} …\n{self._heading}")

    def begin(self) -> None:
        """Writes the heading."""
        self._write(self._heading)

    def end(self, outcome: str) -> None:
        """Ends the line with what came out."""
        self._write(f"\r{self._heading}{outcome:<{self._width}}\n" if self._moving else f"{outcome}\n")

    @property
    def _heading(self) -> str:
        return f"  {self._title:<{WIDTH}}"

    def _write(self, words: str) -> None:
        self._out.write(words)
        self._out.flush()


@contextmanager
def step(title: str, out: TextIO | None = None) -> Iterator[Step]:
    """Shows that `title` is under way, then its note and how long it took."""
    begun = time.monotonic()
    current = Step(title, out or sys.stdout)
    current.begin()
    try:
        yield current
    except BaseException:
        current.end("failed" if sys.exc_info()[0] is not KeyboardInterrupt else "stopped")
        raise
    took = f"{time.monotonic() - begun:.1f} s"
    current.end(f"{current.note} ({took})" if current.note else f"done ({took})")
