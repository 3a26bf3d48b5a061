"""The signals, one file each. `ALL` is the order in which they run: what must never be missed comes first.

To add one: write its file with `find` and `SIGNAL`, list it here, and run the conformance suite and `docs/signals`.
"""

from haven.screening.signal import Signal
from haven.screening.signals import (
    absent_owner,
    deposit_before_viewing,
    identity_papers_kept,
    minor_in_sexual_context,
    recruitment_fee,
    sexual_services,
    sexual_services_coded,
)

ALL: tuple[Signal, ...] = (
    minor_in_sexual_context.SIGNAL,
    sexual_services.SIGNAL,
    sexual_services_coded.SIGNAL,
    recruitment_fee.SIGNAL,
    identity_papers_kept.SIGNAL,
    deposit_before_viewing.SIGNAL,
    absent_owner.SIGNAL,
)

BY_SLUG: dict[str, Signal] = {signal.slug: signal for signal in ALL}
