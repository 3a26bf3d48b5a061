"""Runs by hand of a test, in a process of its own: a Ray of two workers on loopback, and a sweep on it.

Daft takes one runner in the life of a process. `python -m tests.networks.cluster.on_ray FILE` leaves in FILE what the
test looks at.
"""

import os
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from haven.networks.cluster import ClusterError, Runner, sweep
from haven.networks.cluster.fabric import Fabric
from haven.networks.cluster.parcels import DRIVER, Inbox, Parcel
from tests.networks.cluster.planted import planted

PARTS = 8


def start() -> Any:
    """Two nodes of one core each; the package that started them."""
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_worker_niceness": "0"}
    import ray
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "object_store_memory": 150_000_000, "node_ip_address": "127.0.0.1"}
    cluster = Cluster(initialize_head=True, head_node_args=node | {"include_dashboard": False})
    cluster.add_node(**node)
    ray.init(address=cluster.address, log_to_driver=False, logging_level="error", _node_ip_address="127.0.0.1")
    return ray


def tell_process(inbox: Inbox) -> Iterator[Parcel]:
    """Which process this is."""
    yield Parcel(DRIVER, "process", pa.table({"process": [os.getpid()], "part": [inbox.part]}))


def fail(inbox: Inbox) -> Iterator[Parcel]:
    """Goes wrong."""
    yield Parcel(DRIVER, "process", pa.table({}))
    raise ArithmeticError(inbox.part)


def _failure(fabric: Fabric) -> str:
    try:
        fabric.exchange("broken", None, fail)
    except ClusterError as error:
        return str(error)
    return ""


def main(into: Path) -> None:
    ray = start()
    fabric = Fabric(Runner.RAY)
    fabric.parts = PARTS
    processes = fabric.receive(fabric.exchange("processes", None, tell_process)).rows("process")
    seen = {
        "nodes": [node["NodeManagerAddress"] for node in ray.nodes() if node["Alive"]],
        "driver": os.getpid(),
        "processes": processes,
        "failure": _failure(fabric),
        "found": sweep(planted(), runner=Runner.RAY, rows=600, spool=into.parent),
    }
    into.write_bytes(pickle.dumps(seen))
    ray.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
