"""Signal: a fee before a loan, a prize, an inheritance, a viewing or a list."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_FEE = Phrases("""
    registration|viewing|appointment|finders|finder|release|notary|stamp fee*|charge*|token|stamp|cost*,
    legal|affidavit|processing|file|dossier|activation|transfer|unlock fee*|charge*|token|stamp|cost*, viewing token,
    finders registration, notary cost*, legal stamp, small fee|charge, affidavit charge, fee # for, for each viewing,
    just cover|pay .. transport|flight|ferry|crate|insurance|feed|passport|customs,
    pay .. flight|crate|ferry|insurance|notary|stamp|tax|instalments|installments|release|clearance,
    instalments|installments .. ahead|upfront|first, tax .. refund*, gets|get .. released, wire .. stuck,
    for the credit|shipping|postage of? # and? card,
    bearbeitungsgebuhr*|vorkosten|notarkosten|freischaltgebuhr*|schutzgebuhr*|besichtigungsgebuhr*|reservierungsgebuhr*|vermittlungsgebuhr*,
    mindestanlage|mindesteinlage,
    frais de? dossier|notaire|d'assurance|dassurance|transfert|deblocage|visite|reservation|livraison,
    reception des frais, vaccin obligatoire #, timbre fiscal,
    gastos de? gestion|notaria|tramite|tramites|envio|apertura, tasa de? gestion|apertura, por gastos, # por gastos,
    luego se paga, seguro aparte, pon|ponga tarjeta para, # del envio, para los # del envio
""")
_FOR = Phrases("""
    loan|loans|credit|lending|lender,
    inheritance|widow|trustee|barrister|lottery|winning|won|prize|bond|jackpot|claim|rebate|refund,
    viewing|viewings|landlord|landlords|list|rooms|rooms, adoption|free|gift|home,
    pups|puppies|kittens|puppy|kitten|gelding|horse, darlehen|kredit|festgeld|erbschaft|gewinn,
    pret|credit|heritage|gain|loterie|chiots|chatons, prestamo|credito|herencia|premio|loteria|gatitos|cachorros|ganado
""")
_HONEST = Phrases("""
    adoption donation, through|via the|a charity|trust|shelter|rescue, waived, never|no fee, application fee, vet fee*
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A fee, in an ad about something that it is to open; jobs have signals of their own."""
    if reading.category.startswith("job") or (work(reading) and not reading.category) or not reading.has(_FOR):
        return []
    honest = reading.find(_HONEST)
    fees = [span for span in reading.stated(_FEE) if not reading.near([span], honest, 8)]
    return at(reading, fees[0] if fees else None, "A fee comes before a loan, a prize, an animal or a viewing.")


SIGNAL = Signal(
    slug="fee-first",
    title="A fee before anything comes",
    looks_for="A charge for a notary, a stamp, a transport, a file, a registration or a viewing, in an ad for a loan, "
    "a prize, an "
    "inheritance, an animal or a list of flats.",
    sources=(
        Source("Federal Trade Commission", "Advance-Fee Loans (Consumer Advice)"),
        Source("Financial Conduct Authority", "Loan fee fraud"),
    ),
    ground="fraud",
    weight=25,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Loans for all. A legal stamp and a file charge come first.", "services"),
        Example("Rooms from 200. Registration fee of 65 and you get the list of landlords.", "housing"),
        Example("Kredit ohne Auskunft, Bearbeitungsgebühr 90 Euro.", "services", language="de"),
        Example("Prêt rapide, frais de dossier de 150 € à régler.", "services", language="fr"),
        Example("Préstamo en el día, gastos de gestión 80 €.", "services", language="es"),
    ),
    silent=(
        Example("Free kittens; the adoption donation goes through the shelter.", "community"),
        Example("We never charge a registration fee for a viewing.", "housing"),
        Example("Kredit? Wir beraten kostenlos, keine Bearbeitungsgebühr.", "services", language="de"),
        Example("Prêt d'outils entre voisins, sans frais de dossier.", "services", language="fr"),
        Example("Préstamo de libros entre vecinos, sin gastos de gestión.", "services", language="es"),
    ),
    find=find,
)
