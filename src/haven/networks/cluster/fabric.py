"""Daft underneath: parcels as rows of a dataframe, shuffled by the partition they are for.

Owns: starting Daft's runner (on this machine, or on Ray), one exchange of parcels. Must not know: ads, kernels.
"""

import importlib
import os
import traceback
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import pyarrow as pa

from haven.networks.cluster import watch
from haven.networks.cluster.errors import ClusterError, MissingExtraError
from haven.networks.cluster.parcels import DRIVER, Inbox, Kernel, Parcel


class Runner(StrEnum):
    """What carries the parcels: Daft on this machine's cores, or Daft on Ray."""

    DAFT = "daft"
    RAY = "ray"


_ROW = pa.struct(
    [
        ("part", pa.int64()),
        ("sender", pa.int64()),
        ("side", pa.large_string()),
        ("size", pa.int64()),
        ("payload", pa.large_binary()),
    ]
)
_NAMES = [field.name for field in _ROW]


def _pack(parcels: Iterable[Parcel], sender: int) -> pa.StructArray:
    rows = []
    for part, side, table in parcels:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, table.schema) as out:
            out.write_table(table)
        payload = sink.getvalue().to_pybytes()
        rows.append({"part": part, "sender": sender, "side": side, "size": len(payload), "payload": payload})
    return pa.array(rows, _ROW)


def _unpack(part: int, senders: list[int], sides: list[str], payloads: pa.Array) -> Inbox:
    inbox = Inbox(part)
    for k in sorted(range(len(senders)), key=lambda k: (sides[k], senders[k])):
        table = pa.ipc.open_stream(payloads[k].as_buffer()).read_all()
        inbox.sides.setdefault(sides[k], []).append((senders[k], table))
    return inbox


class Fabric:
    """Carries parcels between partitions by one of Daft's runners."""

    def __init__(self, runner: Runner) -> None:
        """Start the runner, unless it runs; `parts` is how many partitions there are.

        Ray is asked for at the address in RAY_ADDRESS; without one it is started on this machine only.

        Raises:
            MissingExtraError: Daft or Ray is not installed.
            ClusterError: this process already uses the other runner; Daft allows for one.
        """
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
        os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
        self._daft = _load("daft")
        self._runner, self.parts = runner, 1
        self.shuffled: dict[str, int] = {}
        if runner is Runner.RAY:
            _start_ray()
        os.environ["DAFT_RUNNER"] = wanted = "ray" if runner is Runner.RAY else "native"
        if (used := self._daft.get_or_create_runner().name) != wanted:
            raise ClusterError(f"Daft already runs by {used} in this process: start another for {wanted}")

    def send(self, parcels: Iterable[Parcel]) -> Any:
        """A dataframe of parcels from the driver."""
        packed = _pack(parcels, DRIVER)
        return self._spread(self._daft.from_arrow(pa.table(list(packed.flatten()), names=_NAMES)))

    def _spread(self, frame: Any) -> Any:
        """As many partitions of the dataframe as there are of the work, where several machines share it.

        Left alone, their number grows with every stage.
        """
        return frame.into_partitions(self.parts) if self._runner is Runner.RAY else frame

    def exchange(self, stage: str, frame: Any, kernel: Kernel) -> Any:
        """Bring each partition's parcels together, run the kernel on them; a dataframe of the parcels it sends.

        Args:
            stage: the name under which the bytes sent are counted.
            frame: from `send` or `exchange`, or None; what is for the driver is left out.
            kernel: must be picklable; may be run again after a failure.

        Raises:
            ClusterError: the kernel failed.
        """
        col, types = self._daft.col, self._daft.DataType

        @self._daft.func.batch(return_dtype=types.from_arrow_type(_ROW))
        def run(part: Any, sender: Any, side: Any, payload: Any) -> pa.StructArray:
            with watch.watched():
                inbox = _unpack(part.to_arrow()[0].as_py(), sender.to_pylist(), side.to_pylist(), payload.to_arrow())
                return _pack(kernel(inbox), inbox.part)

        columns = [col(name) for name in ("part", "sender", "side", "payload")]
        # Every partition is woken, whether it was sent anything or not.
        self._daft.set_execution_config(shuffle_aggregation_default_partitions=self.parts)
        woken = self.send(Parcel(part, "wake", pa.table({})) for part in range(self.parts))
        frame = woken if frame is None else self.both(woken, frame)
        grouped = frame.where(col("part") != DRIVER).with_column("at", col("part")).groupby("at")
        try:
            sent = self._spread(grouped.map_groups(run(*columns).alias("out")).select(col("out").unnest())).collect()
        except KeyboardInterrupt:
            watch.wait()
            raise
        except Exception as error:
            # Of any class: a kernel's own, Daft's, Ray's for a worker that was lost. The cause is in the last line.
            told = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
            raise ClusterError(f"the stage {stage} failed: {told}") from error
        sizes = sent.select("side", "size").to_arrow().group_by("side").aggregate([("size", "sum")])
        for side, size in zip(sizes["side"].to_pylist(), sizes["size_sum"].to_pylist(), strict=True):
            self.shuffled[f"{stage}: {side}"] = size
        return sent

    def both(self, one: Any, other: Any) -> Any:
        """The parcels of two dataframes."""
        return one.concat(other)

    def receive(self, frame: Any) -> Inbox:
        """What was sent to the driver."""
        rows = frame.where(self._daft.col("part") == DRIVER).to_arrow()
        payloads = rows["payload"].combine_chunks()
        return _unpack(DRIVER, rows["sender"].to_pylist(), rows["side"].to_pylist(), payloads)


def _load(package: str) -> Any:
    try:
        return importlib.import_module(package)
    except ModuleNotFoundError as error:
        raise MissingExtraError(package) from error


def _start_ray() -> None:
    address = os.environ.get("RAY_ADDRESS")
    if not address:
        # Read once, as Ray is imported; without it Ray listens on the network even when it is started for one machine.
        os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
    ray = _load("ray")
    if ray.is_initialized():
        return
    quiet = {"log_to_driver": False, "logging_level": "warning"}
    if address:
        ray.init(address=address, **quiet)
    else:
        ray.init(address="local", include_dashboard=False, _node_ip_address="127.0.0.1", **quiet)
