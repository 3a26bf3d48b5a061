"""Screening: is this ad published, held for a person, or refused, and why?

The face is `screen(record, policy, context) -> Verdict`. Behind it: signals (one file each, `signals/`) find evidence
in an ad; a policy (YAML, `policies/default.yaml`) decides on combinations of it. A signal is never the decision.

Must not know: Django, the database, who posted an ad beyond what `Context` says.
"""

from haven.screening.context import Context, PriceQuantiles
from haven.screening.engine import Conclusion, conclude, screen
from haven.screening.errors import PolicyError, ScreeningError
from haven.screening.policy import Policy
from haven.screening.policy_file import default_policy, default_policy_text, load_policy
from haven.screening.verdict import Failure, Ground, Hit, Outcome, Verdict

__all__ = [
    "Conclusion",
    "Context",
    "Failure",
    "Ground",
    "Hit",
    "Outcome",
    "Policy",
    "PolicyError",
    "PriceQuantiles",
    "ScreeningError",
    "Verdict",
    "conclude",
    "default_policy",
    "default_policy_text",
    "load_policy",
    "screen",
]
