"""Signal: the bed comes with the job, and its price out of the wages."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_BED = Phrases("""
    accommodation, housing, lodging, dormitory, shared room, room and board, hostel, your room, bed, beds,
    a place to sleep, cabin|cabins, caravan*, barracks, sleep in|above|aboard|at, you live, unterkunft, zimmer,
    schlafplatz, wohnheim, bett, kost und logis, dorm, houses run by, basement suite, upstair*,
    live with others|him|us, sleep you|on floor|near, on the floor, dortoir, sous sol, tente, logement, hebergement,
    loge|loges, alojamiento, cama|camas, caravana, litera|literas, mismo local, sie wohnen bei, wohnen bei ihm|ihr|uns,
    container, wohncontainer, motel, compound, sous tente
""")
_DEDUCTED = Phrases("""
    deduct* from|out, a week|month deducted, held|kept back from, is|are|be|gets|get deducted,
    taken|comes|come|goes from|out|off .. wages|pay|salary|paycheck|wage, subtracted from, off your wages|pay|salary,
    vom lohn|gehalt|verdienst, lohnabzug, wird|werden .. abgezogen|verrechnet, come|comes off before|your|the,
    off before you see, on your sheet, rent .. come|comes off, retenu*|retenus sur|la|#, # la nuit,
    se descuenta*|descontamos|descuenta, de la nomina|paga|sueldo
""")
_BOUND = Phrases("""
    must|have to? live|stay|sleep in|at|on, to live in|on our, lose .. room|bed|accommodation,
    leave .. room|accommodation .. same day, only .. workers who live, compulsory|mandatory|obligatory,
    muss|mussen .. wohnen, verpflichtend, wer kundigt, our packers|workers|staff live, live together, run by the|our,
    you'll|youll live in, inside the? compound, en el mismo local|sitio, doivent|doit loger|dormir,
    sur place obligatoire, obligatorio vivir|dormir, sie wohnen bei
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A place to sleep beside a deduction from wages, or one that the worker must take."""
    if not work(reading):
        return []
    beds = reading.find(_BED)
    if span := reading.near(beds, reading.stated(_DEDUCTED), 10):
        return at(reading, span, "Housing comes with the job and its price out of the wages.")
    return at(reading, reading.near(beds, reading.stated(_BOUND), 6), "The worker must live where the employer says.")


SIGNAL = Signal(
    slug="housing-tied-to-work",
    title="Housing tied to the job",
    looks_for="A place to sleep that comes with work and is deducted from wages, or that the worker has to take. Many "
    "honest seasonal jobs have one of these: the weight is low and it only counts with another signal.",
    sources=(
        Source(
            "International Labour Organization", "ILO Indicators of Forced Labour (abusive living conditions)", 2012
        ),
        Source("Polaris", "The Typology of Modern Slavery", 2017),
    ),
    ground="labour-exploitation",
    weight=15,
    languages=("en", "de"),
    fires=(
        Example("Pickers needed, shared room provided, 90 a week deducted from your wages.", "jobs"),
        Example("Helfer gesucht, Unterkunft wird vom Lohn abgezogen.", "jobs", language="de"),
    ),
    silent=(
        Example("Pickers needed. Free accommodation if you want it, nothing is deducted from wages.", "jobs"),
        Example("Shared room to let, deposit deducted from nothing but damage.", "housing"),
        Example("Helfer gesucht, Zimmer auf Wunsch kostenlos.", "jobs", language="de"),
    ),
    find=find,
)
