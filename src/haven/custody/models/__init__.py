"""The tables of custody."""

from haven.custody.models.bank import BankEntry, BankVersion, CyberTipDraft, QuarantinedFile
from haven.custody.models.evidence import BundleRelease, EvidenceBundle, EvidenceFile, EvidenceItem
from haven.custody.models.hold import CHILD_SAFETY, HeldSubject, PreservationHold, Snapshot
from haven.custody.models.tip import CyberTip

__all__ = [
    "CHILD_SAFETY",
    "BankEntry",
    "BankVersion",
    "BundleRelease",
    "CyberTip",
    "CyberTipDraft",
    "EvidenceBundle",
    "EvidenceFile",
    "EvidenceItem",
    "HeldSubject",
    "PreservationHold",
    "QuarantinedFile",
    "Snapshot",
]
