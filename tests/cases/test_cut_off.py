"""A reading of a collection that is cut off: its child ends too, nothing wrong is said, and the next reads it whole."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from haven.cases.actions.collecting import give_up_reading, read_collection
from haven.cases.collected import child
from haven.cases.collected.building import FILES, NAMED, RESULT
from haven.cases.collected.child import Interrupted, build_apart
from haven.cases.collected.opened import Opened
from haven.cases.models import Case, Collection
from haven.cases.reading import is_at_it
from haven.cases.tasks import open_collection
from tests.committed import at_once, committed, work_off
from tests.factories import a_collection

__all__ = ["committed"]
SECONDS = 60


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A collection that takes far longer to read than to cut off."""
    (tmp_path / FILES).mkdir()
    rows = (
        json.dumps({"id": str(n), "text": f"A quiet room {n}, call 202 555 01{n % 100:02d}"}) for n in range(60_000)
    )
    (tmp_path / FILES / "ads.jsonl").write_text("\n".join(rows))
    return tmp_path


def reading_of(directory: Path) -> psutil.Process:
    """The child that reads it, once it has begun."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        for process in psutil.process_iter():
            try:
                command = process.cmdline()
            except psutil.Error:
                continue
            if child.__name__ in command and str(directory) in command:
                return process
        time.sleep(0.05)
    raise AssertionError("nobody reads it")


def test_a_child_that_is_stopped_says_nothing_about_the_files(long: Path) -> None:
    def stop() -> None:
        reading_of(long).send_signal(signal.SIGTERM)

    reading, stopping = at_once(lambda: build_apart(long, region="US"), stop)
    assert isinstance(reading, Interrupted), reading
    assert not isinstance(stopping, Exception)


def test_the_child_ends_with_a_killed_worker(long: Path) -> None:
    call = (
        "import sys; from pathlib import Path; from haven.cases.collected.child import build_apart; "
        "build_apart(Path(sys.argv[1]), region='US')"
    )
    worker = subprocess.Popen(
        [sys.executable, "-c", call, str(long)], env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    )
    reader = reading_of(long)
    worker.kill()
    worker.wait()
    gone, alive = psutil.wait_procs([reader], timeout=SECONDS)
    assert gone
    assert not alive


@pytest.mark.django_db
def test_what_was_cut_off_leaves_nothing_to_the_next(case: Case) -> None:
    row = a_collection(case=case)
    (row.directory / RESULT).mkdir()
    (row.directory / RESULT / "links.parquet").write_bytes(b"half of")
    (row.directory / ".result-draft").mkdir()
    (row.directory / NAMED).write_bytes(b"half of")
    row = read_collection(collection=row)
    assert (row.state, row.ads) == ("open", 3)
    assert sorted(path.name for path in row.directory.iterdir()) == sorted([FILES, NAMED, RESULT])
    assert Opened(row.directory).networks


@pytest.mark.django_db
def test_what_haven_fails_at_is_said_and_once_only(case: Case) -> None:
    row = give_up_reading(collection=a_collection(case=case), problem="Haven itself failed (OSError)")
    assert (row.state, row.problem) == ("failed", "Haven itself failed (OSError)")
    opened = read_collection(collection=a_collection(case=case))
    assert give_up_reading(collection=opened, problem="x").state == "open"


def test_a_failure_of_haven_itself_is_told_on_the_page(committed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    row = a_collection()
    monkeypatch.setattr("haven.cases.actions.collecting.build_apart", full)
    open_collection.defer(collection_id=row.pk)
    work_off()
    row.refresh_from_db()
    assert (row.state, "Haven itself failed (OSError)" in row.problem) == ("failed", True)


def test_cut_off_again_and_again_it_waits_and_is_read_in_the_end(
    committed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_: object, **__: object) -> None:
        raise Interrupted

    row = a_collection()
    open_collection.defer(collection_id=row.pk)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("haven.cases.actions.collecting.build_apart", cut_off)
        for _ in range(5):
            work_off()
            job = ProcrastinateJob.objects.get(task_name=open_collection.name)
            assert job.status == "todo"
            due_now(job.pk)
            assert not is_at_it(row)
    assert Collection.objects.get().state == "reading"
    work_off()
    assert Collection.objects.get().state == "open"


def due_now(job: int) -> None:
    """As if the seconds until the next try were over."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE id = %s", [job])
