"""What people at the desk do: take in hand, decide, take back, answer appeals."""

from haven.moderation.actions.appeals import answer_appeal, file_appeal
from haven.moderation.actions.claims import claim, release
from haven.moderation.actions.deciding import decide, possible_outcomes, undo
from haven.moderation.actions.notes import set_skills, write_note

__all__ = [
    "answer_appeal",
    "claim",
    "decide",
    "file_appeal",
    "possible_outcomes",
    "release",
    "set_skills",
    "undo",
    "write_note",
]
