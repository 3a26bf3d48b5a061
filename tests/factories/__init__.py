"""One function per model, named after it: makes a valid row with nothing said, and says what it is told.

Owns: rows as tests need them, consistent with what the database demands. Must not know: what a test is about.
"""

from tests.factories.alerts import a_find, a_new_ad, a_saved_search, an_anchor
from tests.factories.api import an_api_token, an_idempotent_answer
from tests.factories.conversations import a_conversation, a_message, a_message_photo, a_pending_contact
from tests.factories.custody import (
    a_bank_entry,
    a_bank_version,
    a_bundle_release,
    a_cyber_tip_draft,
    a_held_subject,
    a_hold,
    a_quarantined_file,
    an_evidence_bundle,
    an_evidence_file,
    an_evidence_item,
)
from tests.factories.decisions import (
    a_backtest_run,
    a_claim,
    a_closed_ad,
    a_decision,
    a_golden_ad,
    a_golden_answer,
    a_note,
    a_proposal,
    a_proposed_ad,
    a_qa_sample,
    a_question,
    a_signal_run,
    a_skill,
    a_statement,
    a_strike,
    an_appeal,
    an_appeal_message,
    an_audit_draw,
    an_escalation,
)
from tests.factories.findings import (
    a_link,
    a_membership,
    a_network,
    a_sighting,
    a_template,
    an_identifier,
)
from tests.factories.ledger import a_checkpoint, a_ledger_entry, a_witness, an_alarm
from tests.factories.listings import (
    a_category,
    a_clearance,
    a_day_of_views,
    a_draft,
    a_listing,
    a_place,
    a_revision,
    a_shadow_verdict,
    a_signal_hit,
    a_verdict,
)
from tests.factories.mail import an_outgoing_mail
from tests.factories.notices import a_misuse, a_notice, a_trusted_flagger
from tests.factories.people import a_role_grant, a_user
from tests.factories.photos import a_photo, a_picture_file, a_revision_photo
from tests.factories.policies import a_policy_version
from tests.factories.records import an_ad_record
from tests.factories.rights import an_erasure
from tests.factories.search import a_search_change, a_search_index
from tests.factories.site import a_terms_version, an_acceptance, site_settings
from tests.factories.webhooks import a_delivery, an_attempt, an_endpoint

__all__ = [
    "a_backtest_run",
    "a_bank_entry",
    "a_bank_version",
    "a_bundle_release",
    "a_category",
    "a_checkpoint",
    "a_claim",
    "a_clearance",
    "a_closed_ad",
    "a_conversation",
    "a_cyber_tip_draft",
    "a_day_of_views",
    "a_decision",
    "a_delivery",
    "a_draft",
    "a_find",
    "a_golden_ad",
    "a_golden_answer",
    "a_held_subject",
    "a_hold",
    "a_ledger_entry",
    "a_link",
    "a_listing",
    "a_membership",
    "a_message",
    "a_message_photo",
    "a_misuse",
    "a_network",
    "a_new_ad",
    "a_note",
    "a_notice",
    "a_pending_contact",
    "a_photo",
    "a_picture_file",
    "a_place",
    "a_policy_version",
    "a_proposal",
    "a_proposed_ad",
    "a_qa_sample",
    "a_quarantined_file",
    "a_question",
    "a_revision",
    "a_revision_photo",
    "a_role_grant",
    "a_saved_search",
    "a_search_change",
    "a_search_index",
    "a_shadow_verdict",
    "a_sighting",
    "a_signal_hit",
    "a_signal_run",
    "a_skill",
    "a_statement",
    "a_strike",
    "a_template",
    "a_terms_version",
    "a_trusted_flagger",
    "a_user",
    "a_verdict",
    "a_witness",
    "an_acceptance",
    "an_ad_record",
    "an_alarm",
    "an_anchor",
    "an_api_token",
    "an_appeal",
    "an_appeal_message",
    "an_attempt",
    "an_audit_draw",
    "an_endpoint",
    "an_erasure",
    "an_escalation",
    "an_evidence_bundle",
    "an_evidence_file",
    "an_evidence_item",
    "an_idempotent_answer",
    "an_identifier",
    "an_outgoing_mail",
    "site_settings",
]
