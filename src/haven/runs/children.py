"""Work on batches, spread over several processes.

Owns: the processes and how they are fed. Must not know: what the work is.

They are plain children that read and write pickles, for multiprocessing would run the caller's main module again.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from importlib import import_module
from queue import SimpleQueue
from typing import Any, TypeVar

from haven.runs.errors import ChildLost

Request = TypeVar("Request")
Answer = TypeVar("Answer")
_Child = subprocess.Popen[bytes]

_AHEAD = 2  # requests under way for each child, so that none waits and no more are in memory


def spread(work: Callable[[Request], Answer], requests: Iterable[Request], *, workers: int) -> Iterator[Answer]:
    """`work(request)` for each request, in their order, by so many child processes.

    Args:
        work: a function at the top of an importable module; requests and answers can be pickled.
        requests: taken as they are needed, a few ahead.
        workers: child processes; with one the work is done here.

    Raises:
        ChildLost: a child ended before it answered.
    """
    if workers == 1:
        yield from map(work, requests)
        return
    idle: SimpleQueue[_Child] = SimpleQueue()
    with ExitStack() as ending:
        for _ in range(workers):
            idle.put(ending.enter_context(_start(work)))

        def ask(request: Request) -> Answer:
            child = idle.get()
            answer: Answer = _ask(child, request)
            idle.put(child)
            return answer

        pool = ending.enter_context(ThreadPoolExecutor(workers))
        ending.callback(pool.shutdown, cancel_futures=True)
        waiting: deque[Future[Answer]] = deque()
        for request in requests:
            waiting.append(pool.submit(ask, request))
            if len(waiting) > _AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _start(work: Callable[..., object]) -> _Child:
    paths = os.pathsep.join(path for path in sys.path if path)
    serving = f"from {__name__} import serve; serve({work.__module__!r}, {work.__name__!r})"
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-c", serving],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": paths},
    )


def _ask(child: _Child, request: object) -> Any:
    if child.stdin is None or child.stdout is None:  # pragma: no cover - both are pipes
        raise BrokenPipeError
    try:
        pickle.dump(request, child.stdin, pickle.HIGHEST_PROTOCOL)
        child.stdin.flush()
        return pickle.load(child.stdout)  # noqa: S301 - from our own child
    except (EOFError, OSError, pickle.UnpicklingError) as error:
        raise ChildLost("a process ended before its work was done; is there enough memory?") from error


def serve(module: str, name: str) -> None:
    """Answer requests until the input ends; the parent alone heeds Ctrl-C."""
    import gc  # noqa: PLC0415 - only a child needs these
    import signal  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work = getattr(import_module(module), name)
    gc.freeze()  # what the modules made stays: no use in looking through it again and again
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    while True:
        try:
            request = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
        except EOFError:
            return
        pickle.dump(work(request), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
