"""A sweep over partitions, when one machine's memory is not enough: the same kernels, the same networks.

Owns: cutting the work into partitions, what partitions tell each other, bringing the networks together.
Must not know: how ads are read, how a result is written.

The face: `sweep` as in `haven.networks`, with a runner. `fabric` alone knows Daft and Ray.
"""

from haven.networks.cluster.errors import ClusterError, MissingExtraError
from haven.networks.cluster.fabric import Runner
from haven.networks.cluster.plan import sweep

__all__ = ["ClusterError", "MissingExtraError", "Runner", "sweep"]
