"""The tables of custody."""

from haven.custody.models.hold import HeldSubject, PreservationHold

__all__ = ["HeldSubject", "PreservationHold"]
