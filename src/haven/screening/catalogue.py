"""Which signals there are for ads and which for messages, in the order in which they run.

Must not know: what single signals look for, policies.
"""

from typing import Literal

from haven.screening import messages, signals
from haven.screening.signal import Signal

Kind = Literal["ads", "messages"]

CATALOGUE: dict[Kind, tuple[Signal, ...]] = {"ads": signals.ALL, "messages": messages.ALL}
BY_SLUG: dict[str, Signal] = {signal.slug: signal for known in CATALOGUE.values() for signal in known}
"""All of them; a slug names one signal only."""
