"""Signal: the ad reads a little like harm, as texts written for the purpose tell it; a word beside other signals."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.learned.starting import HARMS, likeness
from haven.screening.likeness import shown
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Nature, Signal, Source

_TOLD = {
    "fraud": "a way of being cheated out of money",
    "exploitation": "work that somebody cannot leave",
    "goods": "something that may not be sold",
}


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """The words that carried most towards the likeliest of the harms that a starter model leans to."""
    likes = [(harm, like) for harm in HARMS if (like := likeness(harm, reading)) is not None]
    found = [(harm, like) for harm, like in likes if like.leaning]
    if not found or any(like.alone for _, like in likes):  # then `reads-like-…` says it, and of the same words
        return []
    harm, like = max(found, key=lambda pair: pair[1].score.probability)
    return shown(reading, like.score, f"Reads a little like {_TOLD[harm]}: one in several such ads is honest.")


SIGNAL = Signal(
    slug="leans-towards-harm",
    title="Leans towards harm",
    looks_for="The classifiers behind the signals `reads-like-…`, where none of them is sure: more of what is harmful "
    "is among these ads, and more of what is honest. It only ever adds weight to other signals.",
    sources=(
        Source("J. Platt", "Probabilistic Outputs for Support Vector Machines (calibration)", 1999),
        Source("M. Mitchell and others", "Model Cards for Model Reporting", 2019),
    ),
    ground="fraud",
    nature=Nature.LIKENESS,
    weight=15,
    languages=(),
    fires=(
        Example(
            "Warehouse night shift through an agency, start immediately. There is a bed in a shared flat near the "
            "hall, and the rent is taken off the pay, as the minibus is that goes there and back. Picking and "
            "packing of garden tools, pallets and tins of paint; the hall is cold in winter, so bring a jumper. "
            "Canteen until six in the morning. The kitchen of the flat is small but clean, two share a room, and "
            "the wireless reaches the back room only on good days. Write with your shoe size.",
            "jobs",
        ),
    ),
    silent=(
        Example(
            "Two room flat near the park, open house on Saturday; the deposit is due when we sign the lease.", "housing"
        ),
        Example("Blue bicycle, new tyres, to be collected in the evening.", "goods"),
    ),
    find=find,
)
