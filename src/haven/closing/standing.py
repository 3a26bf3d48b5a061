"""How far a closing is, and what comes next: what `haven close` says. Reads, changes nothing."""

from haven.site.models import Closing

Rows = list[tuple[str, str]]


def standing() -> Rows:
    """Lines of a name and words."""
    closing = Closing.objects.filter(called_off_at=None).first()
    if closing is None:
        last = Closing.objects.order_by("-called_off_at").first()
        before = f" (the one announced for {last.ends_on} was called off)" if last else ""
        return [("closing", f"none{before}"), ("next", "haven close plan, then haven close announce DAY")]
    return [
        ("closing", f"on {closing.ends_on}, announced {closing.announced_at:%Y-%m-%d}"),
        ("people told", _done(closing.told_at, "the worker goes on")),
        ("ads ended", _done(closing.ended_at, f"by the worker, on {closing.ends_on}")),
        ("sealed", _done(closing.sealed_at, "not yet")),
        ("erasure", _done(closing.over_at, "begun" if closing.erasing_at else "not begun")),
        ("next", next_step(closing)),
    ]


def next_step(closing: Closing) -> str:
    """The command that is due, or what is waited for."""
    if not closing.told_at:
        return "the mails are being written: nothing to do while `haven serve` runs"
    if not closing.sealed_at:
        return "haven close custodian, then haven close seal DIRECTORY"
    if not closing.is_closed:
        return f"nothing before {closing.ends_on}"
    return "nothing: it is over" if closing.over_at else "haven close finish"


def _done(moment: object, otherwise: str) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else otherwise
