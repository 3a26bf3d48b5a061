"""What is due every minute, hour or night is done once, and late where nobody was up at its time."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from asgiref.sync import async_to_sync
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.periodic import PeriodicDeferrer

from tests.committed import committed, work_off

__all__ = ["committed"]
pytestmark = pytest.mark.usefixtures("committed")

NIGHT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
TASKS = sorted(name for name, _ in app.periodic_registry.periodic_tasks)


def a_worker_starts(at: datetime) -> Counter[str]:
    """What a worker that starts then finds to be due, as it queues it; by task, how often."""
    before = set(ProcrastinateJob.objects.values_list("pk", flat=True))
    deferrer = PeriodicDeferrer(app.periodic_registry, **app.periodic_defaults)
    assert isinstance(app.connector, DjangoConnector)
    connector = app.connector.get_worker_connector()

    async def queue() -> None:
        with app.replace_connector(connector) as working:
            async with working.open_async():
                await deferrer.defer_jobs(list(deferrer.get_previous_tasks(at=at.timestamp())))

    async_to_sync(queue)()
    return Counter(ProcrastinateJob.objects.exclude(pk__in=before).values_list("task_name", flat=True))


def the_worker_finishes() -> None:
    ProcrastinateJob.objects.filter(status="todo").update(status="succeeded")


@pytest.mark.parametrize("hours", [0, 1, 6, 12, 23])
def test_nothing_is_skipped_by_a_host_that_was_down_at_its_minute(hours: int) -> None:
    morning = NIGHT + timedelta(hours=hours, minutes=30, seconds=10)
    assert a_worker_starts(morning) == Counter(TASKS)
    the_worker_finishes()
    again = a_worker_starts(morning + timedelta(seconds=20))
    assert not again, "a second start queues nothing twice"


def test_what_was_done_in_time_is_not_done_again_by_a_later_start() -> None:
    a_worker_starts(NIGHT + timedelta(hours=3))
    the_worker_finishes()
    later = a_worker_starts(NIGHT + timedelta(hours=9))
    assert "haven.rights.tasks.keep_no_longer_nightly" not in later
    assert "haven.project.tasks.expire_ads" in later
    the_worker_finishes()
    assert a_worker_starts(NIGHT + timedelta(days=3))["haven.rights.tasks.keep_no_longer_nightly"] == 1


def test_a_test_s_worker_does_what_the_test_asked_for_and_nothing_else() -> None:
    app.tasks["haven.rights.tasks.keep_no_longer_nightly"].configure(task_kwargs={"timestamp": 0}).defer()
    work_off()
    assert list(ProcrastinateJob.objects.values_list("task_name", "status")) == [
        ("haven.rights.tasks.keep_no_longer_nightly", "succeeded")
    ]
    assert sorted(name for name, _ in app.periodic_registry.periodic_tasks) == TASKS
