"""Who stands behind these ads: groups of ads that belong together, and why.

Owns: near-duplicate texts, shared contacts and photos, hubs, networks with ids that last, templates, the report.
Must not know: Django, the database, what a moderator does with a network.

The face: `sweep` takes `AdRecord`s (a handful, from the site) or record batches (millions, from files) and returns a
`Sweep`; `haven.networks.store` writes it into a directory and reads what a later run needs back.
"""

from haven.networks.engine import Previous, Progress, sweep
from haven.networks.errors import DuplicateIdsError, NetworkError, ResultError
from haven.networks.marks import Marks, MarksError
from haven.networks.parameters import Parameters
from haven.networks.result import Hub, Link, LinkKind, Network, Slot, Sweep, Template

__all__ = [
    "DuplicateIdsError",
    "Hub",
    "Link",
    "LinkKind",
    "Marks",
    "MarksError",
    "Network",
    "NetworkError",
    "Parameters",
    "Previous",
    "Progress",
    "ResultError",
    "Slot",
    "Sweep",
    "Template",
    "sweep",
]
