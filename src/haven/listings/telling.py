"""Telling a poster's programs what became of an ad. Must not know: how anything is delivered."""

from haven.webhooks.announcing import announce
from haven.webhooks.models import Event

_OVER = {"expired", "withdrawn", "sold", "removed", "refused"}


def tell(*, poster: int | None, code: str, state: str, before: str, reserved: bool) -> None:
    """Of a step from one state to another, or of a change within one; part of the transaction that makes it."""
    if state in {"draft", "pending"}:
        return
    event = Event.AD_CHANGED
    if state == "published" and before != "published":
        event = Event.AD_PUBLISHED
    elif state in _OVER and before not in _OVER:
        event = Event.AD_ENDED
    announce(to=poster, event=event, data={"ad": code, "state": state, "before": before, "reserved": reserved})
