"""Messages as a thread shows them: the other side's words marked where they call for caution. Changes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from haven.accounts.models import User
from haven.listings.actions.message_mail import category_path
from haven.listings.models import Conversation, Message
from haven.screening.cautions import Caution, Warned, cautions_in

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words, with the caution they call for."""

    text: str
    caution: Caution | None = None


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message: whether it is the reader's own, its words in pieces, and each caution once."""

    message: Message
    is_mine: bool
    pieces: tuple[Piece, ...]
    cautions: tuple[Caution, ...]


def bubbles(conversation: Conversation, me: User, *, before: int | None = None, limit: int = SHOWN) -> list[Bubble]:
    """The latest messages (before one of them), the oldest first; one's own are not warned of."""
    found = conversation.messages.filter(id__lt=before) if before else conversation.messages.all()
    rows = found.select_related("author").prefetch_related("photos").order_by("-id")[:limit]
    path = category_path(conversation)
    return [_bubble(message, me, path) for message in reversed(rows)]


def pieces(text: str, warned: Sequence[Warned]) -> Iterator[Piece]:
    """The text cut where words are marked; joined it is the text."""
    at = 0
    for mark in warned:
        if mark.start > at:
            yield Piece(text[at : mark.start])
        yield Piece(text[mark.start : mark.end], mark.caution)
        at = mark.end
    if at < len(text):
        yield Piece(text[at:])


def _bubble(message: Message, me: User, path: str) -> Bubble:
    is_mine = message.author_id == me.pk
    warned = [] if is_mine else cautions_in(message.text, category=path)
    cautions = tuple(dict.fromkeys(mark.slug for mark in warned))
    by_slug = {mark.slug: mark.caution for mark in warned}
    return Bubble(message, is_mine, tuple(pieces(message.text, warned)), tuple(by_slug[slug] for slug in cautions))
