"""What a policy that is being written would do, and what one in shadow has said so far."""

from collections import Counter
from dataclasses import dataclass, field

from haven.listings.models import ShadowVerdict
from haven.moderation.queries.backtest import Backtest, backtest
from haven.policies.models import PolicyVersion
from haven.records import AdRecord
from haven.records.marked_yaml import Problem
from haven.screening import Policy, PolicyError, Verdict, load_policy, screen

_LATEST = 300
_DIFFERENCES = 50


@dataclass(frozen=True, slots=True)
class Trial:
    """A policy's text, tried: its faults, or what it would have made of the latest ads, and of a sample's words."""

    problems: tuple[Problem, ...] = ()
    policy: Policy | None = None
    latest: Backtest | None = None
    sample: Verdict | None = None


@dataclass(slots=True)
class Shadow:
    """What a policy in shadow said beside the live one.

    Attributes:
        ads: how many it judged.
        outcomes: rows of (live outcome, shadow outcome, how many), those that agree last.
        differences: the latest verdicts that differ, with `.verdict.revision.listing`.
    """

    ads: int = 0
    outcomes: list[tuple[str, str, int]] = field(default_factory=list)
    differences: list[ShadowVerdict] = field(default_factory=list)

    @property
    def differing(self) -> int:
        """How many verdicts differ."""
        return sum(number for live, shadow, number in self.outcomes if live != shadow)


def trial_of(text: str, *, sample: str = "") -> Trial:
    """Try a text as an author types it; a sample is judged with nothing known but its words."""
    try:
        policy = load_policy(text)
    except PolicyError as error:
        return Trial(problems=error.problems)
    if policy.screens != "ads":
        return Trial(policy=policy)
    title, _, body = sample.strip().partition("\n")
    ad = AdRecord(id="sample", title=title[:120] if body else "", body=body or title)
    judged = screen(ad, policy) if sample.strip() else None
    return Trial(policy=policy, latest=backtest(policy, days=365, most=_LATEST), sample=judged)


def shadow_of(version: PolicyVersion) -> Shadow:
    """What this version said in shadow, beside what was decided by the live one."""
    rows = ShadowVerdict.objects.filter(policy=version).select_related("verdict__revision__listing")
    counts = Counter(rows.values_list("verdict__outcome", "outcome"))
    found = Shadow(ads=sum(counts.values()))
    found.outcomes = sorted(
        ((live, shadow, number) for (live, shadow), number in counts.items()),
        key=lambda row: (row[0] == row[1], -row[2]),
    )
    different = [row for row in rows.order_by("-id")[:2000] if row.outcome != row.verdict.outcome]
    found.differences = different[:_DIFFERENCES]
    return found
