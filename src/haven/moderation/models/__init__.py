"""The tables of decisions and what follows from them."""

from haven.moderation.models.appeal import Appeal, AppealMessage
from haven.moderation.models.audit import AuditDraw, GoldenAd, GoldenAnswer, QASample
from haven.moderation.models.backtest import BacktestRun
from haven.moderation.models.claim import LASTS, Claim, Skill
from haven.moderation.models.decision import APPEAL_DAYS, Decision, Outcome
from haven.moderation.models.dialogue import ANSWER_TIME, STRIKES_COUNT, Escalation, Question, Strike
from haven.moderation.models.figures import SignalRun
from haven.moderation.models.note import Note
from haven.moderation.models.proposal import LARGE, ClosedAd, Proposal, ProposedAd
from haven.moderation.models.statement import StatementOfReasons
from haven.moderation.models.work import DayNote, KeptWords, WorkBreak, WorkRules, WorkSpan, WorkWish

__all__ = [
    "ANSWER_TIME",
    "APPEAL_DAYS",
    "LARGE",
    "LASTS",
    "STRIKES_COUNT",
    "Appeal",
    "AppealMessage",
    "AuditDraw",
    "BacktestRun",
    "Claim",
    "ClosedAd",
    "DayNote",
    "Decision",
    "Escalation",
    "GoldenAd",
    "GoldenAnswer",
    "KeptWords",
    "Note",
    "Outcome",
    "Proposal",
    "ProposedAd",
    "QASample",
    "Question",
    "SignalRun",
    "Skill",
    "StatementOfReasons",
    "Strike",
    "WorkBreak",
    "WorkRules",
    "WorkSpan",
    "WorkWish",
]
