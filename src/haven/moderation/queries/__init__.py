"""What the desk reads; nothing here changes anything, and nobody's address is read."""

from haven.moderation.queries.item import Item, item_of
from haven.moderation.queries.log import LogQuery, Page, entries_for
from haven.moderation.queries.queue import Queue, QueueItem, facts_before, queue_for
from haven.moderation.queries.team import Team, team
from haven.moderation.queries.undoing import Undoable, undoable_by

__all__ = [
    "Item",
    "LogQuery",
    "Page",
    "Queue",
    "QueueItem",
    "Team",
    "Undoable",
    "entries_for",
    "facts_before",
    "item_of",
    "queue_for",
    "team",
    "undoable_by",
]
