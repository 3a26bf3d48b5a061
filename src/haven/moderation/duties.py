"""The clocks of the queue: how soon a person must have looked, by law or by our own word.

Owns: lanes of the queue that no policy names, and what each reason of a report means for urgency. Must not know:
who works at the desk. The sources are read as an engineer reads them (docs/moderation.md).
"""

from dataclasses import dataclass

from haven.notices.models import NoticeReason
from haven.screening import Policy

_HARD_FROM = 2
FIRST_ORDINARY = 3
"""The urgency that follows on the most urgent lanes, those that a queue is opened for."""
APPEALS, SECOND_PERSON, OTHER, DANGER = "appeals", "second-person", "other", "danger"


@dataclass(frozen=True, slots=True)
class Lane:
    """One part of the queue. Urgency 1 comes first; `hours` after it came up a person should have looked.

    `hard` is what weighs on whoever looks at it: exposure to it is limited, and anyone may ask not to see it.
    """

    slug: str
    title: str
    urgency: int
    hours: float
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """What a reason of a report asks of us: its lane, and who says so."""

    lane: str
    urgency: int
    hours: float
    source: str


DUTIES = {
    NoticeReason.DANGER: Duty(DANGER, 1, 1, "EU DSA, art. 18: a threat to life is passed on promptly"),
    NoticeReason.TERRORISM: Duty(DANGER, 1, 1, "EU 2021/784, art. 3: one hour"),
    NoticeReason.MINOR: Duty("child-safety", 1, 1, "US 18 USC 2258A: as soon as reasonably possible"),
    NoticeReason.INTIMATE: Duty("intimate", 2, 48, "US TAKE IT DOWN Act: 48 hours"),
    NoticeReason.EXPLOITATION: Duty("exploitation", 2, 8, "our own word"),
    NoticeReason.GOODS: Duty("goods", 3, 24, "EU DSA, art. 16: without undue delay"),
    NoticeReason.SEXUAL: Duty("rules", 5, 24, "EU DSA, art. 16: without undue delay"),
    NoticeReason.FRAUD: Duty("fraud", 4, 24, "EU DSA, art. 16: without undue delay"),
    NoticeReason.PRIVACY: Duty("privacy", 3, 24, "EU GDPR, art. 17: without undue delay"),
    NoticeReason.CATEGORY: Duty("rules", 5, 72, "our own word"),
    NoticeReason.OTHER: Duty("rules", 5, 24, "EU DSA, art. 16: without undue delay"),
}
_OWN = (
    Lane(DANGER, "Danger to life, terrorism", 1, 1, hard=True),
    Lane("child-safety", "Child safety", 1, 1, hard=True),
    Lane("intimate", "Intimate images", 2, 48, hard=True),
    Lane("exploitation", "Signs of exploitation", 2, 8, hard=True),
    Lane(SECOND_PERSON, "Waits for a second person", 3, 24),
    Lane("privacy", "Photos and data of others", 3, 24),
    Lane("goods", "Goods that may not be sold", 3, 24),
    Lane("fraud", "Signs of fraud", 4, 24),
    Lane(APPEALS, "Appeals", 5, 72),
    Lane("rules", "Rules of the site", 5, 24),
    Lane(OTHER, "Held", 5, 24),
)


def lanes_of(policy: Policy) -> dict[str, Lane]:
    """Every lane by its slug, the most urgent first: those of the policy, and those that the duties need.

    A policy may rename a lane of ours and ask for more haste, never for less. A lane of its own counts as hard where it
    is as urgent as ours that are.
    """
    lanes = {lane.slug: lane for lane in _OWN}
    for slug, queue in policy.queues.items():
        ours = lanes.get(slug)
        urgency = min(queue.urgency, ours.urgency) if ours else queue.urgency
        hours = min(queue.due_hours, ours.hours) if ours else queue.due_hours
        hard = ours.hard if ours else urgency <= _HARD_FROM
        lanes[slug] = Lane(slug, queue.title, urgency, hours, hard)
    return dict(sorted(lanes.items(), key=lambda item: (item[1].urgency, item[1].hours, item[0])))
