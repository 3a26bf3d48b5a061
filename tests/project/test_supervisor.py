"""A site's whole life in real processes: killed while it is made, served, killed, told to stop, hurt."""

import json
import os
import signal
import stat
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import psutil
import pytest

from haven.project.processes import leftovers
from tests.serving import Site, free_port, haven, served, start_serving, wait_until_ready

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data directory that lives through all the tests of this module, in their order."""
    return tmp_path_factory.mktemp("life") / "data"


def processes_of(data: Path) -> list[str]:
    """What runs for the site: its marked children, and any PostgreSQL on its files."""
    found = [process.name() for process in leftovers(data)]
    for process in psutil.process_iter():
        try:
            if str(data / "postgres") in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.name())
        except psutil.Error:
            continue
    return found


def assert_nothing_runs(data: Path) -> None:
    deadline = time.monotonic() + 10
    while (left := processes_of(data)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not left


def test_killed_while_it_is_made_it_starts_again(data: Path) -> None:
    process = start_serving(data, port=free_port())
    while not (data / "postgres").exists() or "tables" not in (data.parent / "data.out").read_text():
        assert process.poll() is None
        time.sleep(0.02)
    process.kill()
    process.wait()
    with served(data) as site:
        with urlopen(f"{site.url}/health") as answer:  # noqa: S310 - our own address
            assert json.load(answer)["status"] == "ok"
        assert site.stop() == 0
    assert_nothing_runs(data)


def test_the_second_start_has_the_data(data: Path) -> None:
    done = haven(data, "create-operator", "op@example.org", "--name", "Op")
    assert done.returncode == 0, done.stderr
    with served(data) as site:
        assert (
            "op@example.org holds: administrator, auditor"
            in haven(data, "create-operator", "op@example.org", "--role", "auditor").stdout
        ), "a command beside the running site uses its database"
        assert site.stop() == 0
    assert_nothing_runs(data)


def test_what_a_killed_one_left_is_ended(data: Path) -> None:
    with served(data) as site:
        site.process.kill()
        site.process.wait()
    with served(data) as site:
        site.stop()
    assert_nothing_runs(data)


def test_only_the_owner_may_look_inside(data: Path) -> None:
    passable = 0o011 if os.geteuid() == 0 else 0
    assert stat.S_IMODE(data.stat().st_mode) & 0o077 & ~passable == 0
    for name in ("media", "logs", "postgres", "secret_key"):
        assert stat.S_IMODE((data / name).stat().st_mode) & 0o077 == 0, name


@pytest.fixture(scope="class")
def served_site(data: Path) -> Iterator[Site]:
    with served(data) as site:
        yield site


class TestWhileItIsServed:
    def test_a_port_and_a_directory_serve_one_site(self, data: Path, tmp_path: Path, served_site: Site) -> None:
        port = urlsplit(served_site.url).port
        taken = haven(tmp_path / "other", "serve", HAVEN_PORT=str(port))
        assert taken.returncode == 2
        assert f"port {port} is taken" in taken.stderr
        assert "choose another, such as HAVEN_PORT=" in taken.stderr
        twice = haven(data, "serve", HAVEN_PORT=str(free_port()))
        assert twice.returncode == 2
        assert f"already served by `haven serve` (process {served_site.process.pid})" in twice.stderr

    def test_strange_hosts_are_not_answered(self, served_site: Site) -> None:
        connection = HTTPConnection("127.0.0.1", urlsplit(served_site.url).port or 0)
        connection.request("GET", "/", headers={"Host": "evil.example"})
        assert connection.getresponse().status == 400
        connection.close()

    def test_when_the_keeper_of_the_search_index_dies_it_comes_back(self, data: Path, served_site: Site) -> None:
        def keepers() -> list[psutil.Process]:
            return [process for process in leftovers(data) if "follow" in process.cmdline()]

        (killed,) = keepers()
        killed.kill()
        killed.wait(10)
        deadline = time.monotonic() + 30
        while not (found := keepers()) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert found
        assert served_site.process.poll() is None
        assert (data / "search" / "current").exists()


def test_when_a_part_dies_all_stops_and_it_says_why(data: Path) -> None:
    with served(data) as site:
        worker = next(process for process in leftovers(data) if "worker" in process.cmdline())
        worker.send_signal(signal.SIGKILL)
        assert site.process.wait(60) == 1
    said = (data.parent / "data.out").read_text()
    assert "haven: worker ended by itself (signal SIGKILL); all is stopped." in said
    assert_nothing_runs(data)


def test_it_stops_with_its_parent_when_asked(data: Path) -> None:
    # a shell that stays, as make does, and is killed: nobody is left to hear Ctrl-C
    process = start_serving(data, "--stop-with-parent", port=free_port(), through_shell=True)
    wait_until_ready(process, data)
    process.kill()
    process.wait()
    assert_nothing_runs(data)
    deadline = time.monotonic() + 10
    while "nothing is left running" not in (data.parent / "data.out").read_text():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_the_demo_stays_at_home(tmp_path: Path) -> None:
    done = haven(tmp_path / "data", "serve", "--demo", HAVEN_HOST="0.0.0.0")  # noqa: S104 - to be refused
    assert done.returncode == 2
    assert done.stderr.startswith("haven: the demo binds to loopback only")
    assert not (tmp_path / "data").exists()
