"""What the demo's ads say in the typed fields of their categories.

Owns: the choice among what `texts/facts.yaml` offers. Must not know: the packs' rules, Django.
"""

import re
from random import Random
from typing import Any

from haven.project.demo.demo_ad import DemoAd
from haven.project.demo.wording import read

_TOLD = {"ordinary", "lookalike"}
_PAY = re.compile(r"[£€]([\d,]+(?:\.\d\d)?) an? (hour|month|year)\b")


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
        told |= {"employer": employer, **_pay_in(ad.body)}
    return {name: value for name, value in told.items() if value is not None}


def _pay_in(body: str) -> dict[str, Any]:
    """The first pay that the text names: what the ad's fields say must be what its words say."""
    found = _PAY.search(body)
    return {"salary_from": float(found[1].replace(",", "")), "salary_per": found[2]} if found else {}


def _one(offered: Any, rng: Random) -> Any:
    if isinstance(offered, dict):
        return rng.randrange(offered["from"], offered["to"] + 1, offered["step"])
    return rng.choice(offered)
