"""Signal: who leaves, or is late, must pay."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_PENALTY = Phrases("""
    penalty, fine|fines|fined, forfeit*, lose|loses .. wages|pay|salary|deposit|bond, charged, bond, promissory note,
    deducted, pays|pay back, vertragsstrafe*, strafe, strafgeld, verliert|verlieren .. lohn|kaution, abgezogen,
    report you, taken, costs the #, costs #, fee, find own way, ta famille, votre famille, garantie, rentre a pied,
    rentrer a pied, paie|paye, penalite*, amende*, multa*, penalizacion*, pierde*|pierdes, tu familia, pagas,
    sicherheit, behalten|einbehalten, we found him|her, dont eat, guarantee, immigration, police
""")
_LEAVING = Phrases("""
    leave|leaves|leaving, quit|quits|quitting, resign*, break|breaks .. contract, before the end, being late|sick|ill,
    late|lateness, each|every mistake, mistakes, sick days, absence*, kundigung, kundigt, vorzeitig*, verspatung*,
    krankheit, fehler, go|goes|going home early, folks who quit, last lad|one left,
    pars|partez|partir|quitte|quittez avant, celui qui se plaint, se plaint|plaignent,
    te vas|irse|marcharse|dejar antes, si te vas, abhauen|abhaut, falls sie, meet your quota, home early, dont be sick,
    be sick, leave|go before|early|without, stop|stopping work|early, change|changing employer|job,
    complain|complains|complaining, miss a|shift|shifts|day, kundigst|kundigen|gehst|geht vorher|fruher|vorzeitig,
    demission*|partir|pars avant, te vas|dejas|abandonas|renuncias, quejarse|quejas
""")
_HONEST = Phrases("""
    bonus, landlord, training costs, season ticket, library, parking, tenancy, no penalty|penalties|fine|fines
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A penalty, lost wages or a bond for leaving early or for faults, in an ad for work."""
    if not work(reading) or reading.has(_HONEST):
        return []
    span = reading.near(reading.stated(_PENALTY), reading.stated(_LEAVING), 10)
    return at(reading, span, "Leaving, or a fault, costs the worker money.")


SIGNAL = Signal(
    slug="penalty-for-leaving",
    title="Leaving costs money",
    looks_for="A penalty, lost wages or a bond for whoever leaves early, is late or ill, in an ad for work. Silent for "
    "bonuses that one does not get.",
    sources=(
        Source("International Labour Organization", "ILO Indicators of Forced Labour (intimidation and threats)", 2012),
        Source("Polaris", "The Typology of Modern Slavery", 2017),
    ),
    ground="labour-exploitation",
    weight=30,
    languages=("en", "de"),
    fires=(
        Example("Workers wanted. Whoever leaves before the end of the season pays a penalty of 900.", "jobs"),
        Example("Cleaning job, fines for being late, every mistake is deducted.", "jobs"),
        Example("Helfer gesucht, bei vorzeitiger Kündigung Vertragsstrafe.", "jobs", language="de"),
    ),
    silent=(
        Example("Workers wanted. Who stays until the end gets a bonus of 300.", "jobs"),
        Example("Library job, you collect late fines and sort books.", "jobs"),
        Example("Helfer gesucht, kündbar jederzeit mit einer Woche Frist.", "jobs", language="de"),
    ),
    find=find,
)
