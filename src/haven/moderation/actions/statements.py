"""Writing the statement of reasons under the names of the EU transparency database (see `transparency`)."""

from typing import Any

from django.utils import timezone

from haven.listings.models import ListingRevision, Verdict
from haven.moderation.models import Decision, Outcome, StatementOfReasons
from haven.moderation.transparency import Statement
from haven.moderation.wording import Told
from haven.policies.queries import live_policy
from haven.screening import load_policy
from haven.screening.policy import GroundText

MACHINE_FACTS = "Our automatic check found what this rule is about in the words of the ad. No person has read it."

# A refused ad was never public: access to it is disabled. One that was public is removed, or shown to fewer people.
_VISIBILITY = {
    Outcome.LIMIT: ["DECISION_VISIBILITY_CONTENT_DEMOTED"],
    Outcome.REFUSE: ["DECISION_VISIBILITY_CONTENT_DISABLED"],
    Outcome.REMOVE: ["DECISION_VISIBILITY_CONTENT_REMOVED"],
}


def write_statement(*, decision: Decision, told: Told) -> StatementOfReasons:
    """Check and store the statement of a restriction, in the transaction of `decide`.

    Raises:
        ValueError: the transparency database would not take it.
    """
    version, policy = live_policy()
    ground = policy.grounds[decision.ground]
    rule = f"Rule “{decision.ground}” of policy {policy.version} (version {version.pk})"
    revision = decision.revision
    source = "SOURCE_TRUSTED_FLAGGER" if told.flagged else "SOURCE_ARTICLE_16" if told.reported else "SOURCE_VOLUNTARY"
    closes = decision.outcome == Outcome.CLOSE
    statement = Statement(
        puid=f"decision-{decision.pk}",
        decision_visibility=tuple(_VISIBILITY.get(Outcome(decision.outcome), [])),
        decision_account="DECISION_ACCOUNT_TERMINATED" if closes else "",
        decision_ground=f"DECISION_GROUND_{ground.dsa.upper()}_CONTENT",
        **_ground_of(ground, rule),
        category=ground.category,
        content_type=_content_of(revision),
        content_date=timezone.localdate(revision.created_at),
        application_date=timezone.localdate(decision.decided_at),
        decision_facts=decision.facts,
        source_type=source,
        automated_detection="Yes" if told.detected else "No",
        automated_decision="AUTOMATED_DECISION_NOT_AUTOMATED",
    )
    return _store(statement, decision=decision, text=told.words()[1])


def write_machine_statement(*, verdict: Verdict, text: str) -> StatementOfReasons:
    """Check and store the statement of a refusal by screening alone, in the transaction of `give_reasons`.

    Raises:
        ValueError: the transparency database would not take it.
    """
    policy = load_policy(verdict.policy.text)
    ground, revision = policy.grounds[verdict.ground], verdict.revision
    rule = f"Rule “{verdict.ground}” of policy {policy.version} (version {verdict.policy_id})"
    statement = Statement(
        puid=f"verdict-{verdict.pk}",
        decision_visibility=tuple(_VISIBILITY[Outcome.REFUSE]),
        decision_ground=f"DECISION_GROUND_{ground.dsa.upper()}_CONTENT",
        **_ground_of(ground, rule),
        category=ground.category,
        content_type=_content_of(revision),
        content_date=timezone.localdate(revision.created_at),
        application_date=timezone.localdate(verdict.created_at),
        decision_facts=MACHINE_FACTS,
        source_type="SOURCE_VOLUNTARY",
        automated_detection="Yes",
        automated_decision="AUTOMATED_DECISION_FULLY",
    )
    return _store(statement, verdict=verdict, text=text)


def _ground_of(ground: GroundText, rule: str) -> dict[str, str]:
    named = "legal_ground" if ground.dsa == "illegal" else "ground"
    return {f"{ground.dsa}_content_{named}": rule, f"{ground.dsa}_content_explanation": ground.told}


def _content_of(revision: ListingRevision) -> tuple[str, ...]:
    return ("CONTENT_TYPE_TEXT", "CONTENT_TYPE_IMAGE")[: 1 + revision.shown_photos.exists()]


def _store(statement: Statement, **belongs: Any) -> StatementOfReasons:
    fields = statement.model_dump()
    lists = {name: list(fields.pop(name)) for name in ("decision_visibility", "content_type")}
    return StatementOfReasons.objects.create(**belongs, **lists, **fields)
