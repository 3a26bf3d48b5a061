"""Which shared contacts tie a group, and which only pass through it.

Owns: the verdict on one contact from the categories of the unrelated texts that show it. Must not know: where the
contact was found, or what a network is.

An agency's number stands on ads of most categories, a group's on few. Each contact is weighed as a Bayes factor: do
its ads come from the corpus at large, from another broad mixture, or evenly from the several categories that an office
deals in (a hub), or from a source of few categories (a group)? Mixtures are Dirichlet-multinomial around the corpus's
own shares, with much concentration or little.
"""

from math import comb, exp, lgamma, log

import numpy as np

from haven.networks.arrays import F64, I64

# Concentration of a group's categories: two of its texts share theirs with a chance of 1 / (1 + this), and more.
_NARROW = 0.6
# Fewer unrelated texts than this are too few to be called a hub.
_FEWEST = 6
# An office that deals in fewer categories than this cannot be told from a group by them.
_SEVERAL = 4


def _from_mixture(counts: I64, shares: F64, concentration: float) -> float:
    """Log-likelihood of counts (in a given order of draws) from a mixture scattered about `shares`."""
    n = int(counts.sum())
    found = lgamma(concentration) - lgamma(concentration + n)
    for count, share in zip(counts.tolist(), shares.tolist(), strict=True):
        if count:
            found += lgamma(concentration * share + count) - lgamma(concentration * share)
    return found


def _from_corpus(counts: I64, shares: F64) -> float:
    seen = counts > 0
    return float((counts[seen] * np.log(shares[seen])).sum())


def _from_several(counts: I64, shares: F64) -> float:
    """From the corpus within the categories that are seen, any choice of which was as likely as another."""
    seen = counts > 0
    several, all_ = int(seen.sum()), len(shares)
    if several < _SEVERAL:
        return -np.inf
    within = shares[seen] / shares[seen].sum()
    return float((counts[seen] * np.log(within)).sum()) - log(comb(all_, several) * all_)


def _breadth(shares: F64) -> float:
    """How many equal categories would be as varied as these: the exponential of their entropy."""
    held = shares[shares > 0]
    return exp(-float((held * np.log(held)).sum()))


def is_hub(counts: I64, shares: F64, *, most: int) -> bool:
    """Whether a contact shown by unrelated texts of these categories is a hub.

    Args:
        counts: unrelated texts per category.
        shares: each category's share of the corpus, the same order; positive where the count is.
        most: more unrelated texts than this make a hub whatever their categories.
    """
    n = int(counts.sum())
    if n < _FEWEST:
        return False
    broad = _from_mixture(counts, shares, _breadth(shares))
    hub = float(np.logaddexp.reduce([_from_corpus(counts, shares), broad, _from_several(counts, shares)])) - log(3)
    # The more texts, the likelier a hub beforehand: even odds at half of `most`, where categories tell nothing.
    return n > most or hub - _from_mixture(counts, shares, _NARROW) + 2 * log(2 * n / most) > 0


def is_own(counts: I64, shares: F64) -> bool:
    """Whether the categories alone show, at 1000 to 1, that a group's few categories are behind a contact.

    Asked of web addresses, which unrelated people link to all the time.
    """
    return _from_corpus(counts, shares) - _from_mixture(counts, shares, _NARROW) < -log(1000)
