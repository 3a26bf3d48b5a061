"""Work spread over child processes."""

import os
import sys

import pytest

from haven.runs.children import spread
from haven.runs.errors import ChildLost


def doubled(number: int) -> tuple[int, int]:
    sys.stdout.write("what a child prints is no answer\n")
    return 2 * number, os.getpid()


def dying(number: int) -> int:
    if number == 3:
        os._exit(1)
    return number


def test_answers_come_in_the_order_of_requests_from_other_processes() -> None:
    answers = list(spread(doubled, range(40), workers=2))
    assert [answer for answer, _ in answers] == list(range(0, 80, 2))
    assert os.getpid() not in {process for _, process in answers}


def test_one_worker_works_here() -> None:
    assert list(spread(doubled, [4], workers=1)) == [(8, os.getpid())]


def test_requests_are_taken_as_they_are_needed() -> None:
    requests = iter(range(100))
    next(spread(doubled, requests, workers=2))
    assert 0 < next(requests) < 10


def test_a_child_that_ends_early_is_told() -> None:
    with pytest.raises(ChildLost):
        list(spread(dying, range(8), workers=2))
