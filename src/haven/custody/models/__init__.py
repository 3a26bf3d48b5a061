"""The tables of custody."""

from haven.custody.models.evidence import BundleRelease, EvidenceBundle, EvidenceFile, EvidenceItem
from haven.custody.models.hold import HeldSubject, PreservationHold

__all__ = ["BundleRelease", "EvidenceBundle", "EvidenceFile", "EvidenceItem", "HeldSubject", "PreservationHold"]
