"""Signal: the reader is hurried."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_HURRY = Phrases("""
    today only, only today, now or never, right now, must be today|now|tonight, first pay|payer, last # left, # left,
    only # left, last|few rooms|places|seats|spots|spaces, limited chairs|seats|places|spots|spaces|stock,
    spaces|places|seats close|closes|filling, many people|families ask|asking|waiting|interested,
    families behind|waiting, flats|rooms go in minutes|hours, within #|twelve hours, within # hours, claim before,
    before friday|thursday|midnight or, until|till tonight|midnight, reserve now, act now|fast, wont last,
    want it gone today, same day release, hurry, in one hour, at a third of, half price, instead of #,
    ready to leave tonight, first # that|who|to, places are few, few places, due to very? high demand, judge says,
    must be gone, or he|she|it goes, storm stock, cancellation so, nur heute, wer heute, heute noch, nur noch #,
    noch # gerate|stuck|platze|zimmer, nur fur kurze zeit, link gultig #, # statt #, innerhalb von #|drei|zwei stunden,
    schnell sein, letzte chance, places limitees, aujourd'hui seulement, seulement aujourd'hui,
    derniers|dernieres jours|places, offre limitee, urgent, depeche*, premier arrive, solo hoy, ahora mismo, hoy mismo,
    quito el anuncio, en una hora, familias|personas detras, ultimas plazas|unidades, quien paga primero,
    plazas limitadas, date prisa, el primero que
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A deadline of hours, a last piece, or people who wait already."""
    spans = list(reading.different(reading.stated(_HURRY)).values())
    return [found for span in spans[:2] for found in at(reading, span, "The reader is hurried.")]


SIGNAL = Signal(
    slug="hurry",
    title="The reader is hurried",
    looks_for="A deadline of hours, a last piece, a crowd that waits already. Honest people are in a hurry too, so it "
    "only ever counts "
    "beside a mark of a trick.",
    sources=(
        Source("Federal Trade Commission", "How To Avoid a Scam (Consumer Advice)"),
        Source("UK Finance", "Take Five To Stop Fraud"),
    ),
    ground="fraud",
    weight=10,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Three seats, only today. Many people ask, so be quick.", "jobs"),
        Example("Nur heute, nur noch drei Geräte.", "goods", language="de"),
        Example("Places limitées, aujourd'hui seulement.", "services", language="fr"),
        Example("Quito el anuncio en una hora, ahora mismo.", "housing", language="es"),
    ),
    silent=(
        Example("Bicycle for sale, take your time and try it.", "goods"),
        Example("Keine Eile, das Zimmer wird erst im Mai frei.", "housing", language="de"),
        Example("Prenez votre temps, la visite est libre.", "housing", language="fr"),
        Example("Sin compromiso, venga cuando quiera.", "housing", language="es"),
    ),
    find=find,
)
