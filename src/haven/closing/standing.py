"""How far a closing is, and what comes next: what `haven close` says. Reads, changes nothing."""

from django.utils import timezone

from haven.closing.actions.agreeing import ENOUGH, agreed_by, waiting_for
from haven.closing.errors import ClosingError
from haven.closing.models import Sealing
from haven.closing.schedule import people_go, records_go
from haven.site.models import Closing

Rows = list[tuple[str, str]]


def standing() -> Rows:
    """Lines of a name and words."""
    closing = Closing.objects.filter(called_off_at=None).first()
    if closing is None:
        last = Closing.objects.order_by("-called_off_at").first()
        before = f" (the one announced for {last.ends_on} was called off)" if last else ""
        return [("closing", f"none{before}"), ("next", "haven close plan, then haven close announce DAY")]
    sealing = Sealing.objects.filter(closing=closing).first()
    return [
        ("closing", f"on {closing.ends_on}, announced {closing.announced_at:%Y-%m-%d}"),
        ("people told", _done(closing.told_at, "the worker goes on")),
        ("ads ended", _done(closing.ended_at, f"by the worker, on {closing.ends_on}")),
        ("custodian", sealing.custodian if sealing else "none named"),
        ("sealed", _done(closing.sealed_at, "begun" if sealing and sealing.begun_at else "not yet")),
        ("list", sealing.manifest if sealing and closing.sealed_at else "–"),
        ("agreed", _agreed(closing)),
        ("erasure", _done(closing.over_at, _erasure(closing))),
        ("next", next_step(closing)),
    ]


def next_step(closing: Closing) -> str:
    """The command that is due, or what is waited for."""
    if closing.erasing_at:
        last = "haven close finish DIRECTORY writes the last page anew"
        return f"nothing: {'it is over' if closing.over_at else 'the worker erases every night'}; {last}"
    if not Sealing.objects.filter(closing=closing).exists():
        return "haven close custodian NAME --address ADDRESS"
    if not closing.ended_at:
        return f"nothing before {closing.ends_on}, when all ads end"
    step, digest = waiting_for(closing)
    if len(agreed_by(closing, step, digest)) < ENOUGH:
        return "two people agree at /closing/agreement/"
    if closing.sealed_at and timezone.localdate() < people_go(closing):
        return f"nothing before {people_go(closing)}: people take along what is theirs"
    return f"haven close {'finish' if closing.sealed_at else 'seal'} DIRECTORY"


def _agreed(closing: Closing) -> str:
    try:
        step, digest = waiting_for(closing)
    except ClosingError:
        return "–"
    what = "sealing" if step == "seal" else "erasure"
    return f"{len(agreed_by(closing, step, digest))} of {ENOUGH} people, to the {what}"


def _erasure(closing: Closing) -> str:
    if closing.erasing_at:
        return f"begun {closing.erasing_at:%Y-%m-%d}; decisions and reports from {records_go(closing)}"
    return f"from {people_go(closing)}; decisions and reports from {records_go(closing)}"


def _done(moment: object, otherwise: str) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else otherwise
