"""Signal: hours that leave no time to live."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_HOURS = Phrases("""
    12|13|14|15|16|18|twelve|thirteen|fourteen|fifteen|sixteen hours|hour a|per|every|each|shifts|days|daily|day,
    12|13|14|15|16|twelve|fourteen|sixteen .. hours .. seven|7|six|every, 80|84|90|100 hours a|per,
    hours day|daily .. 12|14|16, 24 7 on? call|duty|available, 12|13|14|15|16 stunden am|pro|taglich|tag, 24 hour*|h|7,
    24 7, 24 stunden, 24h, dawn to|till dusk, day and night, round the clock, 9am 9pm, # am to # pm, double shifts,
    sleep when, dont|not count hours, depart # h? retour, de # h? a #, du matin au soir, jour et nuit, rund um die uhr,
    tag und nacht, auch nachts, de sol a sol, dia y noche, todo el dia, 12|13|14|15|16 horas al|diarias|por|cada,
    12|13|14|15|16 heures par|la|de, all hours, as long as it takes, sit evenings,
    from morning|early till|to|until night|late|midnight, 6am|5am|7am .. to|till|until 8pm|9pm|10pm|11pm|midnight,
    day|days|night .. 14|15|16 hours, always available|on call, whenever needed|we need, immer verfugbar|erreichbar,
    jederzeit verfugbar, von fruh bis spat, toujours disponible, disponible 24, disponibilidad total|completa|24
""")
_WEEK = Phrases("""
    seven|7 days a|per|each|every week, seven|7 days, every day .. week|season|month, no|without days|day off,
    no free days, no free day, sieben|7 tage .. woche, taglich .. ohne, ohne freien? tag|tage,
    kein|keine freier|freien tag|tage, 7 day|days, no day off, animals dont do weekends, no weekends, any day but,
    christmas yes, freie tage gibt es nicht, keine freien tage, gibt es nicht, sept jours|7 jours, sans repos|jour,
    pas de repos|conge|conges, siete dias|7 dias, sin descanso|libranza|dias, sin dia libre, retour #, fish sleep,
    evenings
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Twelve hours or more a day, and seven days a week or no day off, in an ad for work."""
    if not work(reading):
        return []
    span = reading.near(reading.find(_HOURS), reading.find(_WEEK), 12)
    return at(reading, span, "Very long days on every day of the week.")


SIGNAL = Signal(
    slug="excessive-hours",
    title="Hours without end",
    looks_for="Days of twelve hours or more together with seven-day weeks or no day off, in an ad for work. Silent for "
    "long shifts with days off, and for shops that are open all week.",
    sources=(
        Source("International Labour Organization", "ILO Indicators of Forced Labour (excessive overtime)", 2012),
    ),
    ground="labour-exploitation",
    weight=25,
    languages=("en", "de"),
    fires=(
        Example("Farm staff wanted, 14 hours a day, seven days a week in season.", "jobs"),
        Example("Helfer gesucht, 14 Stunden am Tag, sieben Tage die Woche.", "jobs", language="de"),
    ),
    silent=(
        Example("Nurse wanted: three 12 hour shifts, then four days off.", "jobs"),
        Example("Shop open seven days a week, you work two of them.", "jobs"),
        Example("Pflegekraft gesucht, 12 Stunden am Tag, danach vier Tage frei.", "jobs", language="de"),
    ),
    find=find,
)
