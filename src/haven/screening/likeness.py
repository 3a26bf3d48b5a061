"""What a classifier's score becomes for a moderator: the words that carried most, highlighted, and how much each did.

Must not know: how a model was learned, policies.
"""

from haven.screening.learned import Score, Word
from haven.screening.learned.starting import Harm, likeness
from haven.screening.reading import Reading, Span
from haven.screening.signal import Finding, at, whole

_SHOWN = 6
_TELLING = 4.0  # inverse document frequency: what more than one text in twenty says tells a reader nothing
_TOGETHER = 2  # words apart at most, to be shown as one stretch


def shown(reading: Reading, score: Score, told: str) -> list[Finding]:
    """A finding for each stretch of the words that carried most; one about the ad as a whole where none did.

    Of the words that everybody uses, "the" and "our", none is shown where a rarer one carried something, too.

    Args:
        reading: the ad.
        score: what a model made of it.
        told: the sentence that every finding begins with.
    """
    carried = [word for word in score.words if word.added > 0]
    whole_sum = sum(word.added for word in carried)
    telling = [word for word in carried if word.idf >= _TELLING] or carried
    stretches: list[list[Word]] = []
    for word in sorted(telling[:_SHOWN]):
        if stretches and word.place - stretches[-1][-1].place <= _TOGETHER:
            stretches[-1].append(word)
        else:
            stretches.append([word])
    found = [
        finding
        for words in stretches
        for finding in at(reading, Span(words[0].place, words[-1].place + 1), _why(told, words, whole_sum))
    ]
    return found or whole(told)


def where_sure(harm: Harm, reading: Reading, told: str) -> list[Finding]:
    """What is shown where the starter model of one harm is as sure as it must be to stand alone."""
    found = likeness(harm, reading)
    return shown(reading, found.score, told) if found is not None and found.alone else []


def _why(told: str, words: list[Word], whole_sum: float) -> str:
    these = "These words" if len(words) > 1 else "This word"
    return f"{told} {these} carried {sum(word.added for word in words) / whole_sum:.0%} of it."
