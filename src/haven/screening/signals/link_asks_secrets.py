"""Signal: a link, and what is to be typed in there: a card, a login, a confirmation."""

from collections.abc import Iterable

from haven.records.contacts import ContactKind
from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_SECRETS = Phrases("""
    verify your card|account|identity|bank|details|listing,
    confirm your? card|account|identity|bank|payment|details|receipt|badge, log in|login to|with,
    card .. credit|cvv|details|number|refund, enter .. card|address|birth|details|pin, sort code, cvv,
    national insurance, takes .. insurance|card|code, unverified sellers, keep your ads online,
    claim .. before|now|refund|rebate|prize|parcel, put|type your? card, seller badge, missed .. refund,
    bestatigen sie, zahlung .. bestatigen|bereit|erhalten, kartennummer|kartendaten|kontodaten .. eingeben|ein,
    empfang bestatigen, wird .. gutgeschrieben, daten eingeben|bestatigen, identitat bestatigen, verifizieren,
    confirmez .. paiement|identite|carte|compte|reception, saisissez|entrez|renseignez .. carte|code|coordonnees,
    verifiez votre? compte|identite|carte, carte bancaire pour|afin, remboursement .. cliquez|lien|carte,
    cliquez .. recevoir|confirmer|paiement,
    confirma|confirme|verifica|verifique .. pago|cuenta|tarjeta|identidad|datos,
    pon|ponga|introduce|introduzca|ingresa .. tarjeta|datos|clave, recoge|recoja .. premio|movil|regalo|pago,
    tarjeta para los|el|pagar, responde .. preguntas,
    pay|payment|click|follow|open|use .. link|page to|and|below receive|confirm|claim|get|pay|verify,
    click .. receive|claim|confirm|verify|track, escrow .. link|page, tracking link,
    parcel|package|delivery .. held|waiting|stuck|fee|failed, update your account|details|payment,
    account .. suspended|locked|limited|removed, spin|win|claim your|a prize|voucher|reward|gift,
    rebate|refund|grant .. claim|form|apply|enter, paket .. gebuhr|zustellen|zugestellt|zoll,
    konto .. gesperrt|bestatigen|verifizieren|aktualisieren, gutschein .. sichern|einlosen|gewonnen,
    colis .. frais|livraison|attente, compte .. bloque|suspendu|verifier,
    remboursement|prime .. formulaire|demande|percevoir, paquete .. tasa|retenido|entrega,
    cuenta .. bloqueada|suspendida|verificar, ayuda|bono|reembolso .. solicita|formulario|cobrar
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A web address, and a word that secrets are typed in or something is confirmed there."""
    if not any(contact.kind in {ContactKind.URL, ContactKind.DOMAIN} for contact in reading.contacts):
        return []
    spans = reading.stated(_SECRETS)
    return at(reading, spans[0] if spans else None, "Behind a link, cards or logins are to be typed in.")


SIGNAL = Signal(
    slug="link-asks-secrets",
    title="A link that asks for secrets",
    looks_for="A web address in the ad, and words that a card, a login, a code or a confirmation is to be typed in "
    "there.",
    sources=(
        Source("National Cyber Security Centre", "Phishing: spot and report scam emails, texts, websites and calls"),
        Source("Europol", "Phishing: how to recognise it"),
    ),
    ground="fraud",
    weight=25,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Dear seller, verify your card at market-check.example.com to keep your ads.", "goods"),
        Example("Zahlung liegt bereit: bestätigen Sie den Erhalt unter kasse.example.net.", "goods", language="de"),
        Example("Confirmez le paiement sur caisse.example.org.", "goods", language="fr"),
        Example("Recoge tu premio en sorteo.example.org y pon tu tarjeta.", "goods", language="es"),
    ),
    silent=(
        Example("The scan is free: archive.example.org, no login.", "goods"),
        Example("Umfrage der Stadt unter rad.example.org, anonym.", "community", language="de"),
        Example("Le programme est sur mairie.example.org.", "community", language="fr"),
        Example("El programa está en feria.example.org.", "community", language="es"),
    ),
    find=find,
)
