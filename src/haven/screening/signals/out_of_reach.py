"""Signal: who offers cannot be reached or met."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_REACH = Phrases("""
    only|just speak|talk|write|reply|contact|reachable .. by? email|mail|text|dm|message, only by? email|mail|text,
    by email only, phone|phones|lines|number|mic .. down|off|broke|broken, take calls with,
    cant|dont|wont take|answer calls, sorry .. phone, never see it, offshore worker, oil rig,
    on a? rig|ship|vessel|mission, moving between, i am|im offshore|overseas|abroad, he's on holiday, on holiday so,
    mission work, deployed, away .. number is off, hearing .. so, hard of hearing, ohne telefon, nur mail|e|per mail,
    telefon .. abgemeldet|defekt|kaputt, homepage im umbau, nur per mail|chat|whatsapp, zuruck in, bin im ausland,
    uniquement|seulement par mail|messages|message|sms|ecrit, souvent en deplacement, en deplacement, en poste en|a|au,
    en mission, je suis a l'etranger|letranger, pas de telephone, solo por correo|mail|mensaje|chat|whatsapp,
    no cojo|contesto|atiendo llamadas|telefono, me voy a, vivo en el extranjero, estoy fuera|embarcado,
    por aqui no contesto, dm|email|mail|chat only, hates calls,
    owner|landlord|landlady|seller stationed|deployed,
    the|my phone|number is off
""")
_SHOWN = Phrases("""
    neighbour|neighbor|hausmeister|caretaker .. shows|viewing*|viewings|keys|zeigt|ubergibt|let|llaves,
    mother|father|brother|sister .. shows|viewing*|viewings|keys|zeigt|ubergibt|let|llaves,
    mitbewohner|mitbewohnerin|madre|padre .. shows|viewing*|viewings|keys|zeigt|ubergibt|let|llaves,
    mere|pere|voisin|voisine .. shows|viewing*|viewings|keys|zeigt|ubergibt|let|llaves, has the keys,
    zeige ich, las llaves las tiene, stands on my drive, nur fur wohnungsubergabe
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Only in writing, or far away, and nobody on the spot."""
    if reading.has(_SHOWN):
        return []
    spans = reading.stated(_REACH)
    return at(reading, spans[0] if spans else None, "Who offers cannot be reached or met.")


SIGNAL = Signal(
    slug="out-of-reach",
    title="Cannot be reached",
    looks_for="Who offers answers in writing only, has a phone that is off, or is far away, and names nobody on the "
    "spot. Honest people are "
    "away too, so it only ever counts beside a mark of a trick.",
    sources=(
        Source("Federal Trade Commission", "Rental Listing Scams (Consumer Advice)"),
        Source("Federal Trade Commission", "Online Shopping (Consumer Advice)"),
    ),
    ground="fraud",
    weight=10,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Nice flat, I only speak by email, sorry.", "housing"),
        Example("Brennholz, ohne Telefon, nur Mail.", "goods", language="de"),
        Example("Studio, je suis souvent en déplacement.", "housing", language="fr"),
        Example("Piso, no cojo llamadas, solo por correo.", "housing", language="es"),
    ),
    silent=(
        Example("I live overseas; the neighbour has the keys and shows the flat.", "housing"),
        Example("Anrufe gern bis 20 Uhr, E-Mail geht auch.", "goods", language="de"),
        Example("Appelez le soir, ou passez à la maison.", "goods", language="fr"),
        Example("Llame por la tarde, o pase por casa.", "goods", language="es"),
    ),
    find=find,
)
