"""Signal: a fortune that somebody far away wants to share."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_FORTUNE = Phrases("""
    inheritance|estate|fortune|funds .. claim|claims|release|released|stuck|share,
    million|lottery|ticket|jackpot|legacy .. claim|claims|release|released|stuck|share,
    inheritance|estate|fortune|funds .. carry|carrying|won|transfer|trustee|unclaimed,
    million|lottery|ticket|jackpot|legacy .. carry|carrying|won|transfer|trustee|unclaimed, already won,
    won .. prize|lot|lottery|car|phone, you have won, i have $* million|m|#, #m for good works, next of kin,
    dearly beloved, months to live, barrister .. guide|will|contact, honest trustee|partner,
    you get|keep|receive .. percent|% .. for|of, pays|pay|return|returns back? triple|double|three times|i,
    return three times, selected as|winner|for, every household gets, paid back twice, send the difference,
    rebate|refund .. claim|outstanding|waiting, unclaimed refund|rebate,
    erbschaft|vermogen|gewinn|lotterie|millionen .. teilen|freigeben|auszahlen|gewonnen|uberweisen,
    sie|du haben|hast gewonnen, liegt eine zahlung bereit, zahlung|auszahlung .. bereit|freigegeben,
    heritage|fortune|fonds|gain|loterie .. partager|debloquer|gagne|leguer|don, vous avez gagne, je fais don,
    don de ma fortune, herencia|fortuna|fondos|loteria|premio .. compartir|liberar|ganado|cobrar|donar, has|ha ganado,
    enhorabuena .. ganador|usuario|premio
""")
_ASKED = Phrases("""
    account|charge|fee|cost|tax|card|code|enter|click|form|link|confirm|send|verify|dollars|pounds|euros|bank|email|mail|name|details,
    konto|karte|gebuhr|link|bestatigen, compte|frais|carte|lien|mail|contact*,
    cuenta|gastos|tarjeta|enlace|correo|recoge|pon
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A fortune, a win or a refund, and something that the reader is to give for it."""
    spans = reading.stated(_FORTUNE)
    if not spans or not reading.has(_ASKED):
        return []
    return at(reading, spans[0], "A fortune, a win or a refund waits for the reader.")


SIGNAL = Signal(
    slug="fortune-to-share",
    title="A fortune, a win or a refund is waiting",
    looks_for="An inheritance, a win, a refund or a payment that waits for the reader, and something that they are to "
    "give for it: an "
    "account, a card, a code, a fee.",
    sources=(
        Source("US Secret Service", "Advance fee fraud advisory (Nigerian 419 letters)"),
        Source("Federal Trade Commission", "Fake Prize, Sweepstakes, and Lottery Scams (Consumer Advice)"),
    ),
    ground="fraud",
    weight=25,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Our members hold a ticket that already won and need your account for the claim.", "community"),
        Example("Für Ihre Anzeige liegt eine Zahlung bereit, bitte den Link bestätigen.", "goods", language="de"),
        Example("Je fais don de ma fortune, écrivez par mail à mon notaire.", "community", language="fr"),
        Example("¡Has ganado un premio! Pon tu tarjeta para el envío.", "goods", language="es"),
    ),
    silent=(
        Example("Our club won the cup; come and see it on Saturday.", "community"),
        Example("Tombola am Sonntag, der Hauptgewinn ist ein Fahrrad.", "community", language="de"),
        Example("Loto de l'école, lots à retirer à la salle.", "community", language="fr"),
        Example("Sorteo de la peña, los premios se recogen en el bar.", "community", language="es"),
    ),
    find=find,
)
