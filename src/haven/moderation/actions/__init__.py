"""What people at the desk do: take in hand, ask, decide, take back, answer appeals."""

from haven.moderation.actions.appeals import add_to_appeal, answer_appeal, ask_appellant, file_appeal, undo_answer
from haven.moderation.actions.asking import answer_question, escalate
from haven.moderation.actions.claims import claim, release
from haven.moderation.actions.deciding import decide, possible_outcomes, undo
from haven.moderation.actions.notes import set_skills, write_note
from haven.moderation.actions.proposing import agree, decline, propose, undo_proposal

__all__ = [
    "add_to_appeal",
    "agree",
    "answer_appeal",
    "answer_question",
    "ask_appellant",
    "claim",
    "decide",
    "decline",
    "escalate",
    "file_appeal",
    "possible_outcomes",
    "propose",
    "release",
    "set_skills",
    "undo",
    "undo_answer",
    "undo_proposal",
    "write_note",
]
