"""What people at the desk do: decide, take back, answer appeals."""

from haven.moderation.actions.appeals import answer_appeal, file_appeal
from haven.moderation.actions.deciding import decide, possible_outcomes, undo

__all__ = ["answer_appeal", "decide", "file_appeal", "possible_outcomes", "undo"]
