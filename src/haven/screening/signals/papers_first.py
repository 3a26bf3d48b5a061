"""Signal: copies of papers or details of a bank account are asked for at once."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_ID = (
    "passport|id|licence|license|ni|ssn|selfie|iban|cvv|payslip|payslips|"
    "bank|card|account|pin|social|national|sort|tan|salary|dob|birth"
)
_AUSWEIS = (
    "ausweis|ausweisfoto|personalausweis|ausweiskopie|gehaltsabrechnung|"
    "selfie|iban|kartennummer|kontostand|tan|reisepass|schufa"
)
_PIECE = "piece|pieces|passeport|rib|paie|impot|identite|cheque|justificatif|justificatifs|bancaire|iban|selfie"
_DNI = "dni|nie|pasaporte|nomina|nominas|tarjeta|iban|selfie|cuenta|pin|clave|foto"
_ASKED = Phrases(f"""
    send|email|mail|upload|submit|forward .. {_ID} details|pic|pics|photo|scan,
    send|email|mail|upload|submit|forward .. {_ID} copy|number|numbers|code|insurance|security,
    reply|give|provide|enter|confirm|text .. {_ID} details|pic|pics|photo|scan,
    reply|give|provide|enter|confirm|text .. {_ID} copy|number|numbers|code|insurance|security,
    send|email|mail|upload|submit|forward|reply|begin .. scan|copy|photo|pic|picture|selfie of|with|your .. {_ID},
    send|email|upload|submit|reply .. {_ID} .. to|by, with selfie,
    takes|take|asks|needs|enter national|sort|card|cvv|pin|ssn, address|birth|dob and? .. card, card cvv, sort code,
    verify your card|account|identity|bank, full name address and? mobile|phone, void|voided check|cheque,
    name as on the? account, which bank u|you use, reply w|with .. bank, date of birth and? .. card,
    bring original passport, have tan|pin ready, your|full name .. account|address .. please,
    tell me .. paypal mail|email, put|enter your? card|cvv, send .. passport, passport pic,
    nur|mit|schicken|senden|schicke|sende|bewerbung .. {_AUSWEIS},
    {_AUSWEIS} .. schicken|senden|mailen|hochladen|bereithalten|eintragen|habe|per,
    tragen|geben|eingeben .. {_AUSWEIS}, envoyez|envoyer|transmettez|joindre|fournir|scannez .. {_PIECE},
    {_PIECE} .. a envoyer|par mail|par message, demande votre|vos carte|code,
    envoie|envia|enviar|manda|mandar|adjunta|pon|ponga|introduce|facilita .. {_DNI},
    {_DNI} .. por correo|whatsapp|mensaje|mail,
    copy|copies|photo of your passport|id|licence|license|card|papers .. to|before|by|and,
    photos|picture|pictures|scan of your passport|id|licence|license|card|papers .. to|before|by|and,
    front and back of, selfie with|holding your|the, online banking|bank login|details|access,
    your bank|account details|number|login .. to|so|for,
    kopie|foto|scan .. ausweis*|personalausweis*|reisepass* .. schicken|senden|mailen|vorab|per,
    ausweis* .. vorderseite|ruckseite,
    photo|copie|scan .. carte|piece d'identite|didentite|passeport .. par|avant|pour|a, recto verso,
    coordonnees|identifiants bancaires .. envoyez|transmettre|par|pour,
    foto|copia|fotos|escaneo .. dni|pasaporte|nie .. por|antes|para|y,
    datos|cuenta bancarios|bancaria .. envia|manda|para
""")
_HONEST = Phrases("""
    at the|our viewing|office|counter, in person, never|dont|not send, you keep, on collection|delivery, first day,
    keep copies, vor ort, sur place, en persona, en mano, zur besichtigung, a la visite, dossier a remettre
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Papers or account details that are to be sent, neither denied nor shown in person."""
    honest = reading.find(_HONEST)
    spans = [span for span in reading.stated(_ASKED) if not reading.near([span], honest, 5)]
    return at(reading, spans[0] if spans else None, "Papers or account details are to be sent at once.")


SIGNAL = Signal(
    slug="papers-first",
    title="Papers and account details first",
    looks_for="Copies of papers, pictures of cards, bank details, or codes that are to be sent before anybody has "
    "met. Silent "
    "where they are shown in person.",
    sources=(
        Source("Federal Trade Commission", "Job Scams (Consumer Advice)"),
        Source("Bundesamt für Sicherheit in der Informationstechnik", "Identitätsdiebstahl: Ausweiskopien und Konten"),
    ),
    ground="fraud",
    weight=20,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Warehouse staff. Send bank details and a passport pic to start on Monday.", "jobs"),
        Example("Flat in the centre: reply with a colour scan of your passport.", "housing"),
        Example("Bewerbung nur mit IBAN und Ausweisfoto per Mail.", "jobs", language="de"),
        Example("Envoyez fiches de paie et carte d'identité, on vous répond.", "housing", language="fr"),
        Example("Manda foto del DNI y de la tarjeta y empiezas mañana.", "jobs", language="es"),
    ),
    silent=(
        Example("Bring your licence for the test drive; you get it back at once.", "vehicles"),
        Example("Never send a copy of your passport to somebody you have not met.", "community"),
        Example("Bitte den Ausweis zur Besichtigung mitbringen.", "housing", language="de"),
        Example("Dossier à remettre sur place lors de la visite.", "housing", language="fr"),
        Example("Traer el DNI el día del curso.", "services", language="es"),
    ),
    find=find,
)
