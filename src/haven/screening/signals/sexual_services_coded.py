"""Signal: the coded words and tariffs of sexual services."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading, Span
from haven.screening.scenes import sex_coded
from haven.screening.signal import Example, Finding, Nature, Signal, Source, at

_TARIFF = Phrases("""
    # roses|kisses, roses|donation|donations|tribute, # per|half|an hour|hr|stunde, # hour|hr|stunde, hh, qv, quickie,
    # pro stunde, halbe stunde, rates, tarife, discreet, diskret*, no law enforcement, verification|screening required,
    clean and? safe, hotel|motel|visits, haus|hotelbesuche|hotelbesuch, # meet, a meet, # min|minuten|minutes,
    une heure #, # l'heure, # la hora, allowance, spoil, donation, # rosen, generosite, genereux, generosa, tarifs,
    tarifas, 18+, dress size, full length pic, split # #, split
""")
_OTHER_SUBJECT = Phrases("""
    ford, mk1|mk2, vehicle|convoy|pilot|police|security|funeral escort,
    bike|bikes|motorcycle|motorrad|honda|yamaha|kawasaki, escort vehicle|van|car|estate|cabrio*|cosworth|rs,
    art|painting|drawing|sculpture|photography|model|artist, novel|novels, books, dvd, cinema, film|films, nail|nails,
    lipstick, heels, shoes, colour|color, eye, make up, venue, setting, dog|dogs|puppy, band, choir, theatre, play,
    club, dance, dancing, fitness, dress|dresses|bodycon|skirt|top|outfit|thing|jeans, zip, shirt, costume, podcast,
    mind|minds games, church
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Two different coded words, or one beside a tariff, and no other subject that explains them."""
    others = reading.find(_OTHER_SUBJECT)
    meant = [span for span in sex_coded(reading) if not reading.near([span], others, 3)]
    spans = list(reading.different(meant).values())
    if len(spans) >= 2:
        return [found for span in spans[:3] for found in at(reading, span, "A coded word that such ads use.")]
    tariff: Span | None = reading.near(spans, reading.find(_TARIFF), 25)
    return at(reading, tariff, "A coded word beside a tariff or a promise of discretion.")


SIGNAL = Signal(
    slug="sexual-services-coded",
    title="Coded sexual services",
    looks_for="Two different coded words (incall, outcall, sensual …), or one with a tariff or promise of discretion. "
    "Silent where another subject explains the words: a car of that name, art classes, books, clothes.",
    sources=(
        Source(
            "United States Code", "18 USC 2421A (Allow States and Victims to Fight Online Sex Trafficking Act)", 2018
        ),
    ),
    ground="sexual-services",
    nature=Nature.RULE_FACT,
    weight=30,
    languages=("en", "de"),
    fires=(
        Example("Sensual and relaxing. Incall and outcall, 200 roses per hour.", "services"),
        Example(
            "Sinnlich verwöhnen lassen, Haus- und Hotelbesuche, 150 pro Stunde, erotisch und diskret.",
            "services",
            language="de",
        ),
    ),
    silent=(
        Example("Ford Escort convertible for summer hire, rates per day.", "vehicles"),
        Example("Life drawing class with a nude model, charcoal and easels provided, 15 per hour.", "community"),
        Example("Pilot and escort vehicle for wide loads, rates per hour, discreet and punctual.", "services"),
        Example("Dessous, neu mit Etikett, Größe M.", "goods", language="de"),
    ),
    find=find,
)
