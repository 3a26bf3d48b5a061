"""Signal: the reader is told not to check, not to ask, or not to tell."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_QUIET = Phrases("""
    dont|not tell|ask|inform|contact|post|report|speak|talk .. wife|husband|family|friends,
    dont|not tell|ask|inform|contact|post|report|speak|talk .. police|bank|doorman|neighbours,
    dont|not tell|ask|inform|contact|post|report|speak|talk .. neighbors|him|store|customer,
    dont|not tell|ask|inform|contact|post|report|speak|talk .. customers|home|anybody|anyone|about,
    dont|not ask what|why|questions|him, please not ask, not informed about, arent|not looped in, pls dont contact,
    will say they never heard, best if you|u havent told, havent told, ignore the|that|any warning|warnings|alert|bank,
    no police|cops|questions, nobody|no one can tell|will know|knows, they like to make trouble, make trouble over,
    before your parents do, without your? parents, parents dont|do not need|know, dont|not use the? chat|site|app,
    no reply on the? site, comments off, skip them, cancel your booking, cant be seen in, discreet parcel|packing,
    customs safe, so the bank, bankers dont|prefer, nobody can|would tell, you wouldnt know,
    for their|its|your own good, disappearing chat|messages|message, chat that deletes, no id bs|needed|required|asked,
    dont ask, nicht weitersagen|erzahlen, keine fragen, nicht fragen, niemandem|keinem sagen|erzahlen, im dunkeln,
    soll auch so bleiben, ohne eintrag|anmeldung|registrierung, maske tragen, auf fremde namen, fremden namen,
    n'en parlez|parle|dites pas|a, ne .. parlez|parle|dites|dire pas|rien, sans .. parents, prefer* qu'on n'en|nen,
    pas de questions, aucune question, discret assure, appel masque, no .. digas|cuentes|preguntes|contar|comentar,
    sin contar, sin los padres, no contesto a quien, me borran, lo borran, los portales lo, nada de preguntas,
    sin preguntas, el chat que se borra, chat .. se borra, anonimo,
    site|app|portal|platform|they deletes|delete|removes|remove|blocks my|our|the|it|ads|messages, app eats my number,
    ad|post|number gets deleted|removed|blocked
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A word that keeps the reader from checking, asking or telling."""
    # Who tells people not to check means it; a denial is part of the wording.
    spans = list(reading.different(reading.find(_QUIET)).values())
    return [found for span in spans[:2] for found in at(reading, span, "The reader is kept from checking or telling.")]


SIGNAL = Signal(
    slug="kept-quiet",
    title="Kept from checking",
    looks_for="A word that keeps the reader from asking, checking or telling somebody: a warning to be ignored, a "
    "neighbour not to be "
    "asked, messages that disappear, things that nobody is to know. It only ever counts beside another mark.",
    sources=(
        Source("UK Finance", "Take Five To Stop Fraud"),
        Source("International Labour Organization", "ILO Indicators of Forced Labour (isolation, deception)", 2012),
    ),
    ground="fraud",
    weight=15,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Cottage, half price. Another name comes up; ignore the warning.", "housing"),
        Example("Do not tell your family about it until you are here.", "jobs"),
        Example("Abholung im Dunkeln, keine Fragen.", "goods", language="de"),
        Example("Venez vite et n'en parlez pas.", "jobs", language="fr"),
        Example("Escribir por otro sitio, aquí me borran.", "jobs", language="es"),
    ),
    silent=(
        Example("Ask the neighbours about us, they know the house.", "housing"),
        Example("Fragen gern per Telefon, auch abends.", "goods", language="de"),
        Example("Posez toutes vos questions, la voisine connaît la maison.", "housing", language="fr"),
        Example("Pregunte lo que quiera, sin compromiso.", "goods", language="es"),
    ),
    find=find,
)
