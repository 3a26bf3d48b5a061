"""Signal: a hint of a minor where the ad is sexual."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import sex_coded, sex_plain
from haven.screening.signal import Example, Finding, Nature, Signal, Source, at

_MINOR = Phrases("""
    underage*, under age, under 18|17|16|15|14|13, barely|almost|nearly 18|eighteen|legal, not yet|quite 18|eighteen,
    just turned 18|eighteen, fresh 18, 10|11|12|13|14|15|16|17 yo|y, 10|11|12|13|14|15|16|17 years? old|young,
    10yo|11yo|12yo|13yo|14yo|15yo|16yo|17yo, age|aged 10|11|12|13|14|15|16|17, school uniform, highschool*|schooler*,
    high|middle school, teen|teens|teenage*|preteen*|tween|tweens, pre teen*, a|some minor|minors, minors,
    child|children|kid|kids|childlike, jailbait, lolita*, very|so|extra young, young looking, young and innocent,
    look|looks younger, minderjahrig*, unter 18|16|14, gerade|frisch|bald|erst 18, jahre jung, schuler*, kindlich*,
    jugendlich*, sehr|blut jung, blutjung, 10|11|12|13|14|15|16|17 jahre|jahrig*|j, schuluniform,
    mineur|mineure|mineurs|mineures, moins de 18|16, colegiala*, menor|menores de edad, lyceenne*|collegienne*,
    12|13|14|15|16|17 ans|anos
""")
_HOUSEHOLD = Phrases("""
    my|our own? kids|children|child, no kids|children, meine kinder, keine kinder
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A hint of a minor that is not ruled out, where plain or two coded sexual words stand."""
    plain, coded = sex_plain(reading), reading.different(sex_coded(reading))
    if not plain and len(coded) < 2:
        return []
    household = reading.find(_HOUSEHOLD)
    hints = [span for span in reading.stated(_MINOR) if not reading.near([span], household, 0)]
    return [found for span in hints[:3] for found in at(reading, span, "A hint of a minor in an ad with sexual words.")]


SIGNAL = Signal(
    slug="minor-in-sexual-context",
    title="Hint of a minor in a sexual context",
    looks_for="Words for an age under eighteen, for school age or for looking young, in an ad with plain, or at least "
    "two coded, sexual words. Silent where minors are ruled out. A person looks at each hit, first of all queues.",
    sources=(
        Source(
            "Interagency Working Group on Sexual Exploitation of Children (ECPAT International)",
            "Terminology Guidelines for the Protection of Children from Sexual Exploitation and Sexual Abuse",
            2016,
        ),
        Source("United States Code", "18 USC 2258A (reporting requirements of providers)"),
    ),
    ground="child-safety",
    nature=Nature.RULE_FACT,
    weight=60,
    languages=("en", "de"),
    fires=(
        Example("Erotic massage by someone very young, barely legal.", "services"),
        Example("Sensual, incall only, just turned 18 and new in town.", "services"),
        Example("Erotische Massage, gerade 18, sehr jung.", "services", language="de"),
    ),
    silent=(
        Example("Erotic massage. Adults only, no one under 18.", "services"),
        Example("Babysitter for two children, 6 and 9 years old, on weekday evenings.", "jobs"),
        Example("Car has minor scratches and a 16 years old battery.", "vehicles"),
        Example("Nachhilfe für Schüler ab 14 Jahren.", "services", language="de"),
    ),
    find=find,
)
