"""Signal: the ad reads like a way of being cheated out of money, as texts written for the purpose tell it."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.likeness import where_sure
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Nature, Signal, Source


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """The words that carried most, where the starter model is as sure as it must be to stand alone."""
    return where_sure("fraud", reading, "Reads like a way of being cheated out of money.")


SIGNAL = Signal(
    slug="reads-like-fraud",
    title="Reads like fraud",
    looks_for="Words and pairs of words that stand in made-up ads for rental fraud, job fraud, goods that "
    "never come, payment lures and false links, and not in their honest neighbours: a small classifier, learned "
    "from texts that were written for this by several hands, half of them lawful near misses. It sees the words "
    "alone, without contact details, numbers, and words that say who somebody is; it fires only where several "
    "words carry the likeness, none of them most of it.",
    sources=(
        Source("Federal Trade Commission", "Rental Listing Scams (Consumer Advice)"),
        Source("Federal Trade Commission", "Job Scams (Consumer Advice)"),
    ),
    ground="fraud",
    nature=Nature.LIKENESS,
    weight=30,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example(
            "Lovely two room flat near the park, bright and quiet. I had to move for my work, so a friend of mine"
            " will post you the keys as soon as your transfer for the first month has arrived. Send me your "
            "details and I reserve it for you.",
            "housing",
            language="en",
        ),
        Example(
            "Helle Wohnung, ich bin beruflich im Ausland. Sobald Sie die Kaution überwiesen haben, schickt Ihnen "
            "mein Anwalt die Schlüssel per Kurier, bei Nichtgefallen bekommen Sie das Geld zurück.",
            "housing",
            language="de",
        ),
        Example(
            "Bel appartement lumineux. Je suis muté à l'étranger et je ne peux pas vous faire visiter, mais dès "
            "que vous avez envoyé le virement de la caution, mon agent vous envoie les clés par colis. Si cela ne"
            " vous plaît pas, vous êtes remboursé sous trois jours.",
            "housing",
            language="fr",
        ),
        Example(
            "Trabaja desde casa con el móvil, cobras cada día. Solo tienes que recibir transferencias en tu cuenta "
            "y enviarlas a nuestros clientes; te quedas con una parte. Sin experiencia, escríbeme y te explico.",
            "jobs",
            language="es",
        ),
    ),
    silent=(
        Example(
            "Two room flat near the park. Viewings on Saturday; the deposit is due when we sign the lease.",
            "housing",
            language="en",
        ),
        Example(
            "Helle Wohnung, Besichtigung am Samstag. Kaution bei Unterschrift des Mietvertrags.",
            "housing",
            language="de",
        ),
        Example(
            "Appartement lumineux, visites samedi sur place. Caution à la signature du bail.",
            "housing",
            language="fr",
        ),
        Example(
            "Piso luminoso, visitas el sábado. Fianza a la firma del contrato.",
            "housing",
            language="es",
        ),
    ),
    find=find,
)
