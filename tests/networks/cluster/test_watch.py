"""An interrupted process ends only when the kernels in its threads have."""

import threading

from haven.networks.cluster import watch


def test_waiting_ends_with_the_last_kernel() -> None:
    begun, end = threading.Semaphore(0), [threading.Event(), threading.Event()]
    ended: list[int] = []

    def kernel(number: int) -> None:
        with watch.watched():
            begun.release()
            end[number].wait()
            ended.append(number)

    threads = [threading.Thread(target=kernel, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
        begun.acquire()
    waiter = threading.Thread(target=watch.wait)
    waiter.start()
    end[0].set()
    threads[0].join()
    assert waiter.is_alive()
    end[1].set()
    waiter.join(60)
    assert not waiter.is_alive()
    assert ended == [0, 1]


def test_without_kernels_there_is_nothing_to_wait_for() -> None:
    watch.wait()
