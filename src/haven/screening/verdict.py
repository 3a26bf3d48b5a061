"""The answer of a screening: an outcome with its reasons. Plain values that `dataclasses.asdict` makes storable.

Must not know: how signals find things, how a policy decides.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What happens to the ad, from the mildest to the hardest."""

    PUBLISH = "publish"
    HOLD = "hold"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Ground:
    """The rule of the site that a hold or refusal rests on: all that a poster is ever told.

    Attributes:
        slug: its name in the policy.
        told: the sentence for the poster.
        dsa: `illegal` or `incompatible`, as the EU transparency database asks (`decision_ground`).
        category: the transparency database's category (`STATEMENT_CATEGORY_…`).
    """

    slug: str
    told: str
    dsa: str
    category: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One finding of one signal, for staff only.

    Attributes:
        signal: the signal's slug.
        weight: what it adds to the sum of weights; a signal counts once however often it hits.
        field: "title", "body", or "text" where the span covers both or the ad as a whole.
        start: first character in `AdRecord.text`, raw.
        end: one past the last; equal to `start` when the finding is about the ad as a whole.
        excerpt: the raw text of the span.
        why: a sentence for the moderator.
    """

    signal: str
    weight: int
    field: str
    start: int
    end: int
    excerpt: str
    why: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A signal that could not be run to its end, and why."""

    signal: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the policy makes of an ad.

    Attributes:
        outcome: publish, hold or refuse.
        ground: what the poster is told, or None when published.
        queue: where a held ad waits, or None.
        rule: the policy's rule that decided, "failure" when a signal could not be run, or None.
        hits: every finding, in the order of the text; for staff only.
        failures: signals that raised or ran late; never empty together with `publish`.
        policy_version: the version of the policy that decided.
        elapsed: seconds; left out when verdicts are compared.
    """

    outcome: Outcome
    ground: Ground | None
    queue: str | None
    rule: str | None
    hits: tuple[Hit, ...]
    failures: tuple[Failure, ...]
    policy_version: str
    elapsed: float = field(compare=False)

    @property
    def weight(self) -> int:
        """The sum of weights, each signal counted once."""
        return sum({hit.signal: hit.weight for hit in self.hits}.values())
