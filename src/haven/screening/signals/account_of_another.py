"""Signal: the money goes to somebody else than who offers."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_WHO = (
    "manager|agent|partner|assistant|nephew|niece|brother|sister|cousin|lawyer|attorney|broker|controller|accountant|"
    "colleague|secretary|friend|driver|transporter|supplier|mover|movers|shipper|associate|artist|vendor|courier|mums|mum|uncle"
)
_ANOTHER = Phrases(f"""
    pay|wire|transfer|send|zelle .. to|with my|our|the|landlords|landladys|owners|his|her {_WHO},
    paypal|venmo|payment|deposit|money .. to|with my|our|the|landlords|landladys|owners|his|her {_WHO},
    transfer|payment|wire|zelle|deposit .. to our|my|the|landlords|landladys stock|company {_WHO}|partner|department,
    transfer|payment .. to our|my|the|landlords|landladys business|logistics|finance {_WHO}|partner|department,
    wire|zelle|deposit .. to our|my|the|landlords|landladys business|logistics|finance {_WHO}|partner|department,
    to|into landlords|landladys|owners|sellers {_WHO},
    {_WHO} .. takes|take|collects|receives|handles payment|payments|money,
    wire|transfer|pay|payment|bank .. to|in our partner|account, escrow|account in the? abroad|another,
    owner|landlord|landlady|seller has her|his|their account, name .. come|comes|comming|show|shows .. different,
    different name|payee, payee|recipient|beneficiary .. different|other|another|name,
    ignore the|that|any warning|alert|name, family gift, paypal ff|friends, account of my|our|the {_WHO}, to bank in,
    pro forma, kontoinhaber|empfanger .. ist|mein|meine|unser, konto .. lauft|liegt auf|bei|in, konto .. im ausland,
    auf das|ein konto meines|meiner|unseres|unserer,
    konto .. schwager|schwagerin|bruder|schwester|cousin|cousine|partner|logistiker,
    partnerbank, compte .. de mon|ma|notre|l'agence|mon frere|soeur|cousin|cousine|associe|notaire|gestionnaire,
    virement .. a|au|vers mon|ma|notre frere|soeur|cousin|cousine|associe|transporteur|notaire|gestionnaire,
    au transporteur par virement, compte a l'etranger|letranger,
    payez|payer|versez .. au|a|la transporteur|livreur|notaire,
    cuenta .. de mi|nuestra|nuestro|la gestora|gestor|primo|hermano|hermana|socio|abogado|prima,
    cuenta .. en el? extranjero, a la cuenta de la gestora,
    transferencia|pago|bizum .. a mi|nuestro|la primo|hermano|socio|gestora|abogado|transportista,
    titular .. es mi|otro|distinto, paypal .. friends and family, as friends and family,
    write|put|state .. as|in the reference|memo, account|escrow .. abroad|overseas, escrow|partner|bank in,
    account in another|a different, registered offshore, owner abroad account, account is abroad|overseas|offshore
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A payment to a third person, to a far account, or under a name or purpose that is not the real one."""
    spans = reading.stated(_ANOTHER)
    return at(reading, spans[0] if spans else None, "The money goes to somebody else than who offers.")


SIGNAL = Signal(
    slug="account-of-another",
    title="Paid to somebody else",
    looks_for="A payment to a relative, an agent or a partner of who offers, to an account far away, under another "
    "name, or with a "
    "purpose that is not the real one.",
    sources=(
        Source("Europol", "Money Muling: public awareness and prevention"),
        Source("UK Finance", "Confirmation of Payee: why a warning about a name matters"),
    ),
    ground="fraud",
    weight=20,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Pallet of stoves, bank transfer to our stock controller, dispatched at once.", "goods"),
        Example("Payment by transfer; another name will come up different, ignore the warning.", "housing"),
        Example("Kontoinhaber ist mein Schwager, bitte heute überweisen.", "housing", language="de"),
        Example("Virement à mon associé, il garde la clé.", "goods", language="fr"),
        Example("Transferencia a la cuenta de la gestora en el extranjero.", "housing", language="es"),
    ),
    silent=(
        Example("Pay me in cash when you collect it; my brother helps to carry.", "goods"),
        Example("Never pay where another name is shown, and never ignore the warning of your bank.", "community"),
        Example("Bezahlung bar bei Abholung, mein Bruder ist zu Hause.", "goods", language="de"),
        Example("Paiement en espèces, mon frère vous aidera à charger.", "goods", language="fr"),
        Example("Pago en mano, mi hermano ayuda a cargar.", "goods", language="es"),
    ),
    find=find,
)
