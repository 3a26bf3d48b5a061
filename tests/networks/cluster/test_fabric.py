import os
import subprocess
import sys
from collections.abc import Iterator

import pyarrow as pa
import pytest

from haven.networks.cluster import ClusterError, MissingExtraError, Runner
from haven.networks.cluster.fabric import Fabric
from haven.networks.cluster.parcels import DRIVER, Inbox, Parcel

PARTS = 8


def pass_on(inbox: Inbox) -> Iterator[Parcel]:
    """To the next partition and to the driver: what was sent here."""
    rows = inbox.rows("word")
    words = pa.table({"word": [*([] if rows is None else rows["word"].to_pylist()), f"{inbox.part}"]})
    yield Parcel((inbox.part + 1) % PARTS, "word", words)
    yield Parcel(DRIVER, "seen", words)


def run_out(_: Inbox) -> Iterator[Parcel]:
    yield Parcel(DRIVER, "seen", pa.table({}))
    raise OSError(28, os.strerror(28))


def native() -> Fabric:
    fabric = Fabric(Runner.DAFT)
    fabric.parts = PARTS
    return fabric


@pytest.mark.usefixtures("extra")
def test_parcels_reach_whom_they_are_for() -> None:
    fabric = native()
    frame = fabric.exchange("first", None, pass_on)
    seen = fabric.receive(fabric.exchange("second", frame, pass_on)).rows("seen")
    assert seen is not None
    assert sorted(seen["word"].to_pylist()) == sorted([str(i) for i in range(PARTS)] * 2)
    assert set(fabric.shuffled) == {f"{stage}: {side}" for stage in ("first", "second") for side in ("word", "seen")}


@pytest.mark.usefixtures("extra")
def test_a_failure_is_one_line_that_names_the_stage() -> None:
    with pytest.raises(ClusterError, match=r"^the stage broken failed: OSError: .*No space left on device$"):
        native().exchange("broken", None, run_out)


@pytest.mark.usefixtures("extra")
def test_a_process_has_one_runner(monkeypatch: pytest.MonkeyPatch) -> None:
    native()
    monkeypatch.setattr("haven.networks.cluster.fabric._start_ray", lambda: None)
    with pytest.raises(ClusterError, match="Daft already runs by native in this process"):
        Fabric(Runner.RAY)


@pytest.mark.parametrize("engine", ["daft", "ray"])
def test_a_missing_extra_is_one_line_that_names_it(engine: str) -> None:
    code = f"""
import sys
sys.modules["daft"] = None
from haven.networks.cluster import Runner
from haven.networks.cluster.fabric import Fabric
try:
    Fabric(Runner({engine!r}))
except Exception as error:
    print(type(error).__name__, error)
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == f"{MissingExtraError.__name__} {MissingExtraError('daft')}\n"
    assert "haven[cluster]" in told
