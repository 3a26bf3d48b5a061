"""How often each signal was right on ads that its author did not write.

Owns: reading `measured.yaml`, and what "proven" means. Must not know: how the figures were made (see
`benchmarks/screening.py`), policies.
"""

from functools import cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict

from haven.screening.intervals import wilson

ENOUGH = 30
"""Judged ads below which a precision is not claimed at all."""

GOOD = 0.8
"""The lower end of the 95 % interval that a proven signal must reach."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Tally(_Part):
    """One signal on one corpus: `fired` on so many texts, `judged` of them read by a person, `right` among those."""

    fired: int
    judged: int
    right: int


class Corpus(_Part):
    """What a corpus is, how many texts it has, and whether signals were changed after looking at their hits in it.

    `proves` is false where signals were made with these very texts: their figures are shown, and prove nothing.
    """

    what: str
    texts: int
    looked_at: bool
    proves: bool = True


class Measurements(_Part):
    """The whole file: corpora by name, and tallies by signal and corpus. A signal that never fired is not named."""

    corpora: dict[str, Corpus]
    signals: dict[str, dict[str, Tally]]


@cache
def measurements() -> Measurements:
    """What was measured so far."""
    text = resources.files("haven.screening").joinpath("measured.yaml").read_text("utf-8")
    return Measurements.model_validate(yaml.safe_load(text))


def precision(slug: str) -> tuple[float, float, int] | None:
    """Precision, the lower end of its 95 % interval (Wilson, 1927) and the number judged; None below `ENOUGH`."""
    known = measurements()
    tallies = [tally for name, tally in known.signals.get(slug, {}).items() if known.corpora[name].proves]
    judged = sum(tally.judged for tally in tallies)
    if judged < ENOUGH:
        return None
    found = wilson(sum(tally.right for tally in tallies), judged)
    return (found.share, found.low, judged) if found else None


@cache
def proven(slug: str) -> bool:
    """Whether a signal may be called proven: enough judged texts, and right on nearly all of them."""
    found = precision(slug)
    return found is not None and found[1] >= GOOD
