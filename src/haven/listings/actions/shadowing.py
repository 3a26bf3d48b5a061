"""What watches new ads without effect: policies and classifiers in shadow. Part of `judge` and of imports.

Must not know: what becomes of an ad.
"""

from dataclasses import dataclass, field

from haven.listings.models import ShadowScore, ShadowVerdict, Verdict
from haven.policies.models import PolicyVersion
from haven.policies.queries import shadow_classifiers, shadow_policies
from haven.records import AdRecord
from haven.screening import Context, Policy, conclude
from haven.screening.learned import Classifier
from haven.screening.reading import Reading
from haven.screening.verdict import Verdict as EngineVerdict


@dataclass(frozen=True, slots=True)
class Shadows:
    """All that is in shadow now, read once for as many ads as one likes; its rows are unsaved."""

    policies: list[tuple[PolicyVersion, Policy]] = field(default_factory=shadow_policies)
    classifiers: list[tuple[int, Classifier | None]] = field(default_factory=shadow_classifiers)

    def verdicts(self, verdict: Verdict, answer: EngineVerdict, ad: AdRecord, context: Context) -> list[ShadowVerdict]:
        """What the policies make of the same hits."""
        rows = []
        for version, policy in self.policies:
            found = conclude(policy, answer.hits, ad.category, context, failed=bool(answer.failures))
            rows.append(
                ShadowVerdict(
                    verdict=verdict,
                    policy=version,
                    outcome=found.outcome.value,
                    queue=found.queue or "",
                    rule=found.rule or "",
                )
            )
        return rows

    def scores(self, verdict: Verdict, ad: AdRecord) -> list[ShadowScore]:
        """What the classifiers make of the ad."""
        return [
            ShadowScore(verdict=verdict, classifier_id=version, probability=_score(classifier, ad))
            for version, classifier in self.classifiers
        ]


def _score(classifier: Classifier | None, ad: AdRecord) -> float | None:
    try:
        return classifier.score(Reading(ad)).probability if classifier else None
    except Exception:  # noqa: BLE001 (what has no effect must not stop an ad)
        return None
