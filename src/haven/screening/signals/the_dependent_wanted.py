"""Signal: people are wanted who have nobody to turn to."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_ALONE = Phrases("""
    no family ties|commitments, without family|relatives|ties, new to|in the? country|area|city, homeless,
    come off drink|drugs, in debt, out of prison, prefer people new, less fussy, age not matter, any age,
    nobody waiting, ready to leave tonight, young people .. ticket|flight|travel|border, border town,
    without papers .. welcome|ok|fine, no visa hassle, who bring you, who brought you, like family, be family,
    part of the family, family atmosphere, familienanschluss, ohne familie|anhang|bindung, neu in der stadt|im land,
    obdachlos, sans papiers, sans famille|attaches, sans logement|abri, nouveaux arrivants, on avance le passeur,
    comme|esprit de? famille, sin hijos|familia|cargas|ataduras, recien llegados|llegadas, sueltas|sueltos,
    sin papeles .. bienvenid*, como de la familia, sin contar demasiado
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Words that look for people who are alone, new or in need, in an ad for work."""
    if not work(reading):
        return []
    spans = reading.stated(_ALONE)
    return at(reading, spans[0] if spans else None, "People are wanted who have nobody to turn to.")


SIGNAL = Signal(
    slug="the-dependent-wanted",
    title="Wanted: people with nobody to turn to",
    looks_for="An ad for work that looks for people without family, without a home, without papers or new to the "
    "place, or that promises to "
    "be a family. It reads what somebody's situation is to be, never who they are. It counts together with another "
    "sign.",
    sources=(
        Source("International Labour Organization", "ILO Indicators of Forced Labour (abuse of vulnerability)", 2012),
        Source("Polaris", "The Typology of Modern Slavery", 2017),
    ),
    ground="labour-exploitation",
    weight=15,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Crew wanted, ideally no family ties, ready to leave tonight.", "jobs"),
        Example("Helfer gesucht, ohne Anhang, Familienanschluss.", "jobs", language="de"),
        Example("Ouvriers sans papiers bienvenus.", "jobs", language="fr"),
        Example("Personal para la temporada, mejor sin hijos.", "jobs", language="es"),
    ),
    silent=(
        Example("Crew wanted. Families welcome, the school is next door.", "jobs"),
        Example("Helfer gesucht, Familien willkommen.", "jobs", language="de"),
        Example("Ouvriers, contrat et logement pour la saison.", "jobs", language="fr"),
        Example("Personal para la temporada, contrato y alta.", "jobs", language="es"),
    ),
    find=find,
)
