"""The tables of the legal desk."""

from haven.legal.models.authority import Authority, CallBack
from haven.legal.models.gathering import Gathering
from haven.legal.models.hold import LegalHold
from haven.legal.models.production import Export, Production, ProductionPart, UserNotice
from haven.legal.models.request import DataClass, Instrument, LegalRequest, Target

__all__ = [
    "Authority",
    "CallBack",
    "DataClass",
    "Export",
    "Gathering",
    "Instrument",
    "LegalHold",
    "LegalRequest",
    "Production",
    "ProductionPart",
    "Target",
    "UserNotice",
]
