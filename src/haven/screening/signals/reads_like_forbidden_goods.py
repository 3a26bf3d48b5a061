"""Signal: the ad reads like something that may not be sold, as texts written for the purpose tell it."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.likeness import where_sure
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Nature, Signal, Source


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """The words that carried most, where the starter model is as sure as it must be to stand alone."""
    return where_sure("goods", reading, "Reads like something that may not be sold.")


SIGNAL = Signal(
    slug="reads-like-forbidden-goods",
    title="Reads like goods that may not be sold",
    looks_for="The same kind of classifier for made-up ads for weapons, drugs, medicines, forged papers, protected "
    "animals, stolen accounts and services such as exams sat for others, told without their names, and not their "
    "honest neighbours: toys, antiques, vitamins, repairs, sworn translators.",
    sources=(
        Source("Europol", "Internet Organised Crime Threat Assessment", 2023),
        Source("CITES", "Appendices I, II and III"),
    ),
    ground="prohibited-goods",
    nature=Nature.LIKENESS,
    weight=30,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example(
            "The tests and certificates you need, registered in the system, without the exam. Tell me which one and "
            "when; discreet and quick, hundreds of happy customers.",
            "services",
            language="en",
        ),
        Example(
            "Führerschein, Meisterbrief oder Impfpass ohne Prüfung, mit echtem Stempel und Eintrag im Register; hält "
            "jeder Kontrolle stand. Ich stelle keine Fragen. Diskret per Post, Liste und Preise nur privat.",
            "services",
            language="de",
        ),
        Example(
            "Comprimés forts contre la douleur, plaquettes d'origine, sans ordonnance et sans questions. Envoi discret "
            "dans une enveloppe neutre, pas de facture; demandez la liste et les prix en privé, paiement à la "
            "livraison, rien n'est écrit dessus.",
            "goods",
            language="fr",
        ),
        Example(
            "Pastillas fuertes para el dolor sin receta, blíster original, envío discreto en un sobre sin "
            "remitente. Sin preguntas; pídeme la lista y te paso los precios.",
            "goods",
            language="es",
        ),
    ),
    silent=(
        Example(
            "Forklift licence course with exam, two weekends, accredited school.",
            "services",
            language="en",
        ),
        Example(
            "Führerschein bei der Fahrschule am Markt, Kurs beginnt im Mai.",
            "services",
            language="de",
        ),
        Example(
            "Cours de conduite, examen inclus, auto-école de la gare.",
            "services",
            language="fr",
        ),
        Example(
            "Curso de carretillas con examen, centro acreditado.",
            "services",
            language="es",
        ),
    ),
    find=find,
)
