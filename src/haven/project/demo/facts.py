"""What the demo's ads say in the typed fields of their categories.

Owns: the choice among what `texts/facts.yaml` offers. Must not know: the packs' rules, Django.
"""

from random import Random
from typing import Any

from haven.project.demo.demo_ad import DemoAd
from haven.project.demo.wording import read

_TOLD = {"ordinary", "lookalike"}


def facts_of(ad: DemoAd, *, employer: str) -> dict[str, Any]:
    """Values by field name for an ordinary ad, the same each time; nothing for planted ones, which hide what they are.

    Args:
        ad: the ad; its key seeds the choice.
        employer: the poster's name, for jobs.
    """
    if ad.kind not in _TOLD:
        return {}
    rng = Random(f"facts of {ad.key}")  # noqa: S311 - a demo that can be repeated, nothing secret
    told = {name: _one(offered, rng) for name, offered in read("facts").get(ad.category, {}).items()}
    if "no_fee" in told:
        told["employer"] = employer
    return {name: value for name, value in told.items() if value is not None}


def _one(offered: Any, rng: Random) -> Any:
    if isinstance(offered, dict):
        return rng.randrange(offered["from"], offered["to"] + 1, offered["step"])
    return rng.choice(offered)
