"""The tables of decisions and what follows from them."""

from haven.moderation.models.appeal import Appeal
from haven.moderation.models.claim import LASTS, Claim, Skill
from haven.moderation.models.decision import Decision, Outcome
from haven.moderation.models.note import Note
from haven.moderation.models.statement import StatementOfReasons

__all__ = ["LASTS", "Appeal", "Claim", "Decision", "Note", "Outcome", "Skill", "StatementOfReasons"]
