"""Signal: work that asks for nothing and promises a lot."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_LURE = Phrases("""
    easy work|money|job|cash|task|tasks, simple task|tasks, no interview, work|job|jobs from home,
    from your phone|couch, own boss, financial freedom, extra|passive|quick|fast income|cash|money, get rich,
    guaranteed income|profit|earnings, heimarbeit, von zu? hause, leichte|einfache arbeit|tatigkeit|aufgaben,
    schnelles|leichtes geld, ohne bewerbung, be the face of, rate hotels|restaurants, take surveys, wrap your car,
    keep driving, do surveys, sit at home, tu notes, travail facile, argent facile, revenus complementaires|passifs,
    gana desde|dinero, ingresos extra|pasivos, dinero facil|rapido, trabajo facil, a few clicks, cobra* .. desde casa,
    2 std|stunden taglich, # am tag, nebenverdienst, lukrativ*
""")
_ASKS_NOTHING = Phrases("""
    no experience|skills|skill|qualification*|cv|resume, anyone can, start today|now|immediately,
    hours|minutes a|per day, paid|payout daily|weekly|instantly, daily|instant|same pay|payment|payout,
    limited spots|places|seats, keine erfahrung|vorkenntnisse, ohne erfahrung|vorkenntnisse, jeder kann,
    sofort starten, tagliche auszahlung, # tasks, paid same evening|day|in, cash same day, takes # mins|minutes, no cv,
    hired today, # a|al|par day|dia|jour|semaine|week, # weekly|daily, $* wk, nada de papeles, sin experiencia,
    sans experience|diplome, kein chef, keine zeit, # daily, keep #
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A lure and a promise that nothing is asked for, in an ad for work; or two different lures."""
    if not work(reading):
        return []
    lures = list(reading.different(reading.stated(_LURE)).values())
    eased = reading.find(_ASKS_NOTHING)
    if not lures or len(lures) + bool(eased) < 2:
        return []
    return at(reading, min(lures), "Easy money is promised, and nothing asked for.")


SIGNAL = Signal(
    slug="easy-money",
    title="Easy money, nothing asked",
    looks_for="A lure (easy work, from home, quick cash) with a promise that nothing need be known, or two lures, in "
    "an ad for work. Honest home jobs sound like it too: the weight is very low.",
    sources=(Source("US Federal Trade Commission", "Job Scams (consumer advice)"),),
    ground="fraud",
    weight=10,
    languages=("en", "de"),
    fires=(
        Example("Easy money! Job from home, start today.", "jobs"),
        Example("Nebenjob, einfache Tätigkeit von zu Hause, keine Erfahrung.", "jobs", language="de"),
    ),
    silent=(
        Example("Kitchen porter, no experience needed, start immediately, paid weekly.", "jobs"),
        Example("Flat with a study, ideal to work from home.", "housing"),
        Example("Aushilfe im Lager, ohne Vorkenntnisse, sofort starten.", "jobs", language="de"),
    ),
    find=find,
)
