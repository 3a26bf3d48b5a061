"""What reports are worth together: so that many voices of one hand do not outweigh one honest witness. Pure.

A reporter's reliability is the mean of a Beta distribution over what became of their earlier reports (prior: one right
of four). Those who never were proven right count together as one: a crowd of fresh addresses costs nothing to make.
"""

from collections.abc import Iterable

from haven.notices.queries import TrackRecord

PRIOR_RIGHT, PRIOR_WRONG = 1, 3


def reliability(record: TrackRecord | None) -> float:
    """How likely a reporter is right, 0 to 1; None is somebody who left no address."""
    right, wrong = (record.right, record.wrong) if record else (0, 0)
    return (right + PRIOR_RIGHT) / (right + wrong + PRIOR_RIGHT + PRIOR_WRONG)


def weight(reporters: Iterable[TrackRecord | None], *, trusted: bool = False) -> float:
    """How likely at least one of an ad's reporters is right, 0 to 1; a trusted flagger's word is enough.

    Args:
        reporters: the track record behind each open report.
        trusted: whether a trusted flagger (EU DSA, art. 22) is among them.
    """
    if trusted:
        return 1.0
    doubt, crowd = 1.0, 0.0
    for record in reporters:
        if record is None or record.right <= record.wrong:
            crowd = max(crowd, reliability(record))
        else:
            doubt *= 1 - reliability(record)
    return 1 - doubt * (1 - crowd)
