"""Writing the statement of reasons under the names of the EU transparency database (its API documentation, v2)."""

from django.utils import timezone

from haven.moderation.models import Decision, Outcome, StatementOfReasons
from haven.moderation.wording import Told
from haven.policies.queries import live_policy


def write_statement(*, decision: Decision, told: Told) -> StatementOfReasons:
    """Store the statement of a decision against an ad, in the transaction of `decide`.

    A refused ad was never public: access to it is disabled. One that was public is removed.
    """
    version, policy = live_policy()
    ground = policy.grounds[decision.ground]
    rule = f"Rule “{decision.ground}” of policy {policy.version} (version {version.pk})"
    revision = decision.revision
    has_photos = revision.shown_photos.exists()
    refused = decision.outcome == Outcome.REFUSE
    return StatementOfReasons.objects.create(
        decision=decision,
        puid=f"decision-{decision.pk}",
        decision_visibility=[f"DECISION_VISIBILITY_CONTENT_{'DISABLED' if refused else 'REMOVED'}"],
        decision_ground=f"DECISION_GROUND_{ground.dsa.upper()}_CONTENT",
        **{
            f"{ground.dsa}_content_{'legal_ground' if ground.dsa == 'illegal' else 'ground'}": rule,
            f"{ground.dsa}_content_explanation": ground.told,
        },
        category=ground.category,
        content_type=["CONTENT_TYPE_TEXT"] + ["CONTENT_TYPE_IMAGE"] * has_photos,
        content_date=timezone.localdate(revision.created_at),
        application_date=timezone.localdate(decision.decided_at),
        decision_facts=decision.facts,
        source_type="SOURCE_ARTICLE_16" if told.reported else "SOURCE_VOLUNTARY",
        automated_detection="Yes" if told.detected else "No",
        automated_decision="AUTOMATED_DECISION_NOT_AUTOMATED",
        text=told.words()[1],
    )
