"""Everything that changes policies and classifiers."""

from haven.policies.actions.classifiers import (
    discard_classifier,
    keep_classifier,
    put_classifier_live,
    roll_back_classifier,
)
from haven.policies.actions.versions import (
    discard,
    install_default_policy,
    put_live,
    roll_back,
    save_draft,
    start_shadow,
)

__all__ = [
    "discard",
    "discard_classifier",
    "install_default_policy",
    "keep_classifier",
    "put_classifier_live",
    "put_live",
    "roll_back",
    "roll_back_classifier",
    "save_draft",
    "start_shadow",
]
