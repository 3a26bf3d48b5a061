"""What a policy is, and what it decides from the hits of one ad.

Owns: the models that a policy file is read into, the conditions, and the limits no policy can lift (see
`_carries`). Must not know: files, line numbers (see `policy_file`), how signals find things.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from haven.screening.catalogue import BY_SLUG, Kind
from haven.screening.context import Context
from haven.screening.dsa_categories import Category
from haven.screening.measured import proven
from haven.screening.signal import Nature
from haven.screening.verdict import Ground, Hit

Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Names = Annotated[
    tuple[Slug, ...], BeforeValidator(lambda given: [given] if isinstance(given, str) else given), Field(min_length=1)
]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GroundText(_Part):
    """A ground as the policy writes it: the sentence for the poster and the transparency database's fields."""

    told: Annotated[str, Field(min_length=20, max_length=400)]
    dsa: Literal["illegal", "incompatible"]
    category: Category


class Queue(_Part):
    """Where held ads wait. Urgency 1 comes first; `due_hours` is when a person should have looked."""

    title: Annotated[str, Field(min_length=3)]
    urgency: Annotated[int, Field(ge=1, le=9)]
    due_hours: Annotated[float, Field(gt=0, le=720)]


class AtLeast(_Part):
    """So many different signals out of these."""

    signals: Annotated[int, Field(ge=1)]
    of: Names


class Weight(_Part):
    """A sum of weights of these signals, each counted once."""

    at_least: Annotated[int, Field(ge=1)]
    of: Names


class When(_Part):
    """The conditions of a rule; all that are written must hold.

    `any`, `all`, `none`, `at_least`, `weight` name signals or groups of the policy; `category` and `not_category` name
    categories with all below them; `account_younger_than_days` never holds for an account of unknown age.
    """

    any: Names | None = None
    all: Names | None = None
    none: Names | None = None
    at_least: AtLeast | None = None
    weight: Weight | None = None
    category: Names | None = None
    not_category: Names | None = None
    account_younger_than_days: Annotated[float, Field(gt=0)] | None = None

    def lists(self) -> Iterable[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Every list of signals with its path below `when`."""
        for name, given in (("any", self.any), ("all", self.all), ("none", self.none)):
            if given:
                yield (name,), given
        if self.at_least:
            yield ("at_least", "of"), self.at_least.of
        if self.weight:
            yield ("weight", "of"), self.weight.of


class Rule(_Part):
    """One rule. `why` is for the people who read the policy, never for posters."""

    id: Slug
    why: Annotated[str, Field(min_length=10)]
    when: When
    then: Literal["hold", "refuse"]
    queue: Slug | None = None
    ground: Slug


class OnFailure(_Part):
    """What becomes of an ad that could not be checked to the end: it is held."""

    queue: Slug
    ground: Slug


class Policy(_Part):
    """A policy: rules are read from the top, and the first that applies decides. No rule applies: publish.

    `screens` says what it judges; a policy for ads knows no signals for messages, and the other way round.
    """

    version: Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z.+-]{0,39}$")]
    title: Annotated[str, Field(min_length=3)]
    screens: Kind = "ads"
    time_limit_ms: Annotated[int, Field(ge=0, le=60_000)] = 2000
    grounds: dict[Slug, GroundText]
    queues: dict[Slug, Queue]
    groups: dict[Slug, Names] = {}
    on_failure: OnFailure
    rules: tuple[Rule, ...]

    def signals(self, names: Sequence[str] | None) -> frozenset[str]:
        """The signals that a list of signals and groups stands for."""
        return frozenset(slug for name in names or () for slug in self.groups.get(name, (name,)))

    def ground(self, slug: str) -> Ground:
        """What a poster is told under this ground."""
        text = self.grounds[slug]
        return Ground(slug, text.told, text.dsa, text.category)

    def decide(self, hits: Sequence[Hit], category: str | None, context: Context) -> Rule | None:
        """The first rule that applies and that its evidence carries, or None."""
        found: dict[str, list[Hit]] = {}
        for hit in hits:
            found.setdefault(hit.signal, []).append(hit)
        for rule in self.rules:
            if not _circumstances(rule.when, category or "", context):
                continue
            evidence = self._evidence(rule.when, found)
            if evidence is not None and _carries(rule, evidence, found):
                return rule
        return None

    def _evidence(self, when: When, found: Mapping[str, object]) -> frozenset[str] | None:
        """The signals that make the conditions hold; None where they do not hold."""
        seen = frozenset(found)
        any_, all_ = self.signals(when.any) & seen, self.signals(when.all)
        if (when.any and not any_) or not all_ <= seen or self.signals(when.none) & seen:
            return None
        counted = self.signals(when.at_least.of) & seen if when.at_least else frozenset()
        if when.at_least and len(counted) < when.at_least.signals:
            return None
        weighed = self.signals(when.weight.of) & seen if when.weight else frozenset()
        if when.weight and sum(BY_SLUG[slug].weight for slug in weighed) < when.weight.at_least:
            return None
        return any_ | all_ | counted | weighed

    def alone(self, rule: Rule) -> frozenset[str]:
        """The signals that would satisfy a rule's lists one by one, without any other."""
        when = rule.when
        lists = [self.signals(when.any)] if when.any else []
        if when.all:
            needed = self.signals(when.all)
            lists.append(needed if len(needed) == 1 else frozenset())
        if when.at_least:
            lists.append(self.signals(when.at_least.of) if when.at_least.signals == 1 else frozenset())
        if when.weight:
            lists.append(
                frozenset(s for s in self.signals(when.weight.of) if BY_SLUG[s].weight >= when.weight.at_least)
            )
        return frozenset.intersection(*lists) if lists else frozenset()


def stands_alone(slug: str) -> bool:
    """Whether a signal may hold an ad by itself: it states a fact under the rules, or its precision is proven.

    What was learned from decisions never may.
    """
    nature = BY_SLUG[slug].nature
    return nature is Nature.RULE_FACT or (nature is not Nature.LEARNED and proven(slug))


def _modelled(slug: str) -> bool:
    return BY_SLUG[slug].nature.of_a_model


def _circumstances(when: When, category: str, context: Context) -> bool:
    if when.category and not _below(category, when.category):
        return False
    if when.not_category and _below(category, when.not_category):
        return False
    if when.account_younger_than_days is None:
        return True
    age = context.author_age_days
    return age is not None and age < when.account_younger_than_days


def _below(category: str, names: Sequence[str]) -> bool:
    return any(category == name or category.startswith(f"{name}/") for name in names)


def _carries(rule: Rule, evidence: frozenset[str], found: Mapping[str, Sequence[Hit]]) -> bool:
    """The limit that no policy lifts: what the evidence must be for a rule to act on it.

    Hold: one signal that stands alone, or two independent ones, or circumstances only (a queue for new accounts, say).
    Refuse by machine: always two independent signals, each of which stands alone and neither of which is a model's.
    """
    if rule.then == "refuse":
        return _independent(frozenset(slug for slug in evidence if stands_alone(slug) and not _modelled(slug)), found)
    return not evidence or any(map(stands_alone, evidence)) or _independent(evidence, found)


def _independent(evidence: frozenset[str], found: Mapping[str, Sequence[Hit]]) -> bool:
    """Whether two different signals, not both of them models, saw different things: hits not on the same words."""
    hits = [hit for slug in sorted(evidence) for hit in found[slug]]
    return any(
        one.signal < other.signal
        and (one.end <= other.start or other.end <= one.start)
        and not (_modelled(one.signal) and _modelled(other.signal))
        for one in hits
        for other in hits
    )
