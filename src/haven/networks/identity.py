"""Names of networks that last from one run to the next.

Owns: carrying ids over, making new ones. Must not know: what ties a network.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b


def _fresh(ads: Sequence[str], taken: set[str]) -> str:
    """An id from the first ad's; further ads are drawn in only where that id is taken."""
    for upto in range(1, len(ads) + 1):
        name = "n-" + blake2b("\x00".join(ads[:upto]).encode(), digest_size=6).hexdigest()
        if name not in taken:
            return name
    return "n-" + blake2b("\x00".join([*ads, *sorted(taken)]).encode(), digest_size=10).hexdigest()


def name_networks(members: Sequence[Sequence[str]], previous: Mapping[str, str]) -> list[str]:
    """An id for each network.

    A network keeps the id of an earlier one when it holds more than half of those of its ads that are still swept
    and in a network; when two earlier ones were joined, the greater one's id stays.

    Args:
        members: ids of each network's ads, sorted.
        previous: ad id → network id of the earlier run, only ads that were in one.
    """
    votes = [Counter(previous[ad] for ad in ads if ad in previous) for ads in members]
    left = Counter(previous[ad] for ads in members for ad in ads if ad in previous)
    claims = [(-count, old, k) for k, vote in enumerate(votes) for old, count in vote.items() if 2 * count > left[old]]
    names: dict[int, str] = {}
    for _, old, k in sorted(claims):
        names.setdefault(k, old)
    taken = set(previous.values())
    for k in sorted(range(len(members)), key=lambda k: members[k][0]):
        if k not in names:
            names[k] = _fresh(members[k], taken)
            taken.add(names[k])
    return [names[k] for k in range(len(members))]
