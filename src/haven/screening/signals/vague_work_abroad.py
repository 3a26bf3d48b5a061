"""Signal: work abroad, travel paid, and nobody says what the work is."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_ABROAD = Phrases("""
    abroad, overseas, foreign country, another country, im ausland, ins ausland, auslandsjob*, see the world,
    en el extranjero, ver mundo, a l'etranger|letranger, border town, over the border, different country,
    travel the country
""")
_TRAVEL = Phrases("""
    flight*|ticket*|travel|visa|transport|airfare .. paid|arranged|provided|covered|free|organised|included,
    we pay|arrange|organise|organize|book|cover|provide .. flight*|ticket*|travel|visa|passport|transport|airfare,
    free flight*|ticket*|visa|travel, flug|reise|visum|anreise .. bezahlt|organisiert|kostenlos|ubernommen|gestellt,
    wir zahlen|organisieren|ubernehmen|buchen .. flug|reise|visum|anreise, ticket paid, fly you, we fly you,
    driver takes you, viaje pagado|incluido|gratis, billete pagado|incluido|gratis, voyage paye|offert|pris,
    billet paye|offert|pris, direct visa, cover motel|bus|flight
""")
_VAGUE = Phrases("""
    details|duties|tasks|work|job|contract|explained .. later|arrival|there,
    details|duties|tasks|work|job|contract|explained .. when|after|once you arrive, no contract,
    any|various|different work|job|jobs|tasks, all|any kinds|kind of? work|jobs, no questions,
    without papers|documents|contract, no experience|skills|papers|documents|interview,
    leave|travel|fly|start today|tomorrow|immediately|tonight, details|naheres|einzelheiten|arbeit .. vor ort|spater,
    ohne vertrag|papiere|erfahrung, keine fragen|papiere|erfahrung, verschiedene arbeiten|tatigkeiten, no visa hassle,
    dont post about, no pedimos idiomas|estudios, solo alegria, del resto nos encargamos, ganas segun,
    on s'occupe|soccupe de tout, sans experience|contrat|diplome, sin experiencia|contrato|estudios|idiomas,
    we take care of everything|the rest, guaranteed, wir kummern uns um alles, any country
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """All three in one ad for work: abroad, travel paid, and vague about the work."""
    abroad, travel, vague = (reading.stated(p) for p in (_ABROAD, _TRAVEL, _VAGUE))
    if not (abroad and travel and vague and work(reading)):
        return []
    return [
        *at(reading, travel[0], "Travel abroad is paid for …"),
        *at(reading, vague[0], "… and the ad stays vague about the work."),
    ]


SIGNAL = Signal(
    slug="vague-work-abroad",
    title="Vague work abroad, travel paid",
    looks_for="Three things in one ad for work: it is abroad, the journey is paid or arranged, and what the work is "
    "stays open or nothing at all is asked for. Silent where one of the three is missing.",
    sources=(
        Source(
            "International Labour Organization and European Commission",
            "Operational indicators of trafficking in human beings",
            2009,
        ),
        Source("Polaris", "The Typology of Modern Slavery", 2017),
    ),
    ground="labour-exploitation",
    weight=25,
    languages=("en", "de"),
    fires=(
        Example("Work abroad! We arrange visa and flight. Details of the job when you arrive.", "jobs"),
        Example("Arbeit im Ausland, Flug und Visum bezahlt, Einzelheiten vor Ort.", "jobs", language="de"),
    ),
    silent=(
        Example("Marine engineer, jobs overseas. Flights are paid; degree and five years at sea required.", "jobs"),
        Example(
            "Wir suchen Pflegekräfte für ein Krankenhaus im Ausland, Reise wird übernommen, Vertrag vorab.",
            "jobs",
            language="de",
        ),
    ),
    find=find,
)
