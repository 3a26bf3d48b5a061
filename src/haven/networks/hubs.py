"""Which shared contacts tie a group, and which only pass through it.

Owns: the verdict on one contact from the categories of the unrelated texts that show it. Must not know: where the
contact was found, or what a network is.

An agency's number stands on ads of every category, a group's on one or two. Each contact is weighed as a Bayes factor:
were its ads drawn from the corpus at large (a hub), or from a source of few categories (a group)? The latter is a
Dirichlet-multinomial with little concentration.
"""

from math import lgamma, log

import numpy as np

from haven.networks.arrays import F64, I64

# Concentration of a group's categories: two of its texts share theirs with a chance of 1 / (1 + this), and more.
_CONCENTRATION = 0.6
# Fewer unrelated texts than this are too few to be called a hub.
_FEWEST = 6


def evidence(counts: I64, shares: F64) -> float:
    """How much likelier (in nats) category counts are when drawn from the corpus than from a group's few categories.

    Args:
        counts: texts per category.
        shares: each category's share of the corpus, the same order; positive where the count is.
    """
    seen = counts > 0
    n, k = int(counts.sum()), counts[seen]
    at_large = float((k * np.log(shares[seen])).sum())
    group = lgamma(_CONCENTRATION) - lgamma(_CONCENTRATION + n)
    for count, share in zip(k, shares[seen], strict=True):
        alpha = _CONCENTRATION * float(share)
        group += lgamma(alpha + int(count)) - lgamma(alpha)
    return at_large - group


def is_hub(counts: I64, shares: F64, *, most: int) -> bool:
    """Whether a contact shown by unrelated texts of these categories is a hub.

    Args:
        counts: unrelated texts per category.
        shares: each category's share of the corpus.
        most: more unrelated texts than this make a hub whatever their categories.
    """
    n = int(counts.sum())
    if n < _FEWEST:
        return False
    # The more texts, the likelier a hub beforehand: even odds at half of `most`, where categories tell nothing.
    return n > most or evidence(counts, shares) + 2 * log(2 * n / most) > 0


def is_own(counts: I64, shares: F64) -> bool:
    """Whether the categories alone show, at 1000 to 1, that a group's few categories are behind a contact.

    Asked of web addresses, which unrelated people link to all the time.
    """
    return evidence(counts, shares) < -log(1000)
