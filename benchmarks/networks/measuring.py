"""What a command costs: wall and CPU seconds, and the memory of it and all it starts, together.

Must not know: what is measured.
"""

import os
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

import psutil

_EVERY = 0.1


class Cost(NamedTuple):
    """Seconds on the clock, seconds of all processors, and the peak memory in GB of the whole tree of processes."""

    wall: float
    cpu: float
    gigabytes: float

    def __add__(self, other: object) -> "Cost":
        """One after the other."""
        if not isinstance(other, Cost):
            return NotImplemented
        return Cost(self.wall + other.wall, self.cpu + other.cpu, max(self.gigabytes, other.gigabytes))


def _held(process: psutil.Process) -> int:
    """Bytes of a process: pages that several share are counted in parts (PSS), where the system tells."""
    try:
        return int(getattr(process.memory_full_info(), "pss", 0) or process.memory_info().rss)
    except psutil.Error:
        return 0


def measure(command: list[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end, looking at its memory ten times a second.

    Raises:
        CalledProcessError: it failed.
    """
    start, peak = time.perf_counter(), 0
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    tree = psutil.Process(child.pid)
    while True:
        done, status, usage = os.wait4(child.pid, os.WNOHANG)
        if done:
            break
        with suppress(psutil.Error):
            peak = max(peak, sum(map(_held, [tree, *tree.children(recursive=True)])))
        time.sleep(_EVERY)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(time.perf_counter() - start, cpu, max(peak, 1024 * usage.ru_maxrss) / (1 << 30))
