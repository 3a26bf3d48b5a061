"""Signal: the worker pays to get the job."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_FEE = Phrases("""
    recruitment|placement|registration|processing|agency|visa|medical fee*|charge*|cost*,
    documentation|enrolment|enrollment|admission|joining|onboarding fee*|charge*|cost*,
    job|application|training|contract|permit fee,
    fee for the? placement|job|visa|contract|registration|processing|training, vermittlungsgebuhr*, vermittlungskosten,
    bearbeitungsgebuhr*, anmeldegebuhr*, visagebuhr*, gebuhr fur die? vermittlung|bearbeitung|anmeldung,
    service|file|onboarding|finding|finders|agent|agents|clearance|referencing|sponsorship|package charge|fee|costs,
    service charge, file opening, security clearance #, vetting|referencing|dbs .. #, finding fee, agency fee,
    package #, deposit to begin, anmeldegebuhr, schutzgebuhr, materialpaket,
    frais d'inscription|dinscription|de dossier|de formation|d'agence, inscription .. #, visite medicale chez, alta,
    cuota|matricula|gastos de? alta|inscripcion|gestion, # de alta, mandatory portfolio, portfolio #,
    background check|dbs fee|cost|charge*, training|course|certificate|kit|uniform|starter|id fee*|cost*|deposit,
    refundable deposit|fee, visa|travel package|processing, membership fee, test fee,
    kaution fur|arbeitskleidung|schlussel|werkzeug, schulungsgebuhr*|lehrgangsgebuhr*,
    frais de visa|placement|recrutement, caution|kit|badge|uniforme .. payer|#|avance,
    tasa|tasas de? inscripcion|curso|visado|gestion, fianza|uniforme|curso .. pagar|#|abonar
""")
_PRICED = Phrases("""
    registration|placement|enrolment|vermittlung|anmeldung #, registration|placement fee|costs .. #, package #,
    pay # deposit, fee|charge only|of #, clearance #, pack #, portfolio #, inscription|module obligatoire|formation #,
    pagas # de, # de alta, buy first? seat #, seat #, materialpaket gegen #, license #
""")
_WORKER_PAYS = Phrases("""
    you|workers|applicants|candidates|everyone must|need|have|should|will to? pay|cover|bear|transfer|send,
    pay|paid|payable|send|transfer, deducted, taken from|out, repaid, in advance, upfront, up front,
    before you? start|travel|leave|leaving|arrive|begin|departure|arrival, from your first? wages|salary|pay|paycheck,
    fee of, with|by|in .. gift card*|voucher*, gift|itunes|steam card|cards, refundable|returned after,
    zahlen|zahlst|bezahlen|uberweisen|zahlbar|fallig, im voraus, vorab, vom lohn|gehalt abgezogen|einbehalten,
    wird|werden .. abgezogen|einbehalten, vor arbeitsbeginn|abreise, only #, deposit to begin, you work off,
    rest deducted, come|comes off before, both back, pay recruiter, first buy, pagas|pagar|paga|abonar|ingresar,
    a payer|regler|verser, payer .. avant, chez notre|partenaire, gegen #
""")
_EMPLOYER_PAYS = Phrases("""
    we|employer|company pays|pay|cover|covers|bear|bears, paid|covered by the? us|employer|company|client,
    at our cost|expense, free of charge, wir zahlen|ubernehmen|tragen, arbeitgeber zahlt|tragt|ubernimmt, kostenlos
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A fee for getting work, with a word that the worker pays it, in an ad for work."""
    if not work(reading):
        return []
    free = reading.find(_EMPLOYER_PAYS)
    fees, priced = (
        [fee for fee in reading.stated(kind) if not reading.near([fee], free, 6)] for kind in (_FEE, _PRICED)
    )
    paid = reading.beside(fees, reading.stated(_WORKER_PAYS), 10)
    return at(reading, next(iter(paid + priced), None), "The worker is to pay a fee to get this job.")


SIGNAL = Signal(
    slug="recruitment-fee",
    title="The worker pays to be hired",
    looks_for="A fee for recruitment, placement, registration, visa or training, beside a word that the worker pays it "
    "or has it deducted, in an ad that offers work. Silent where the employer pays, or where the ad says "
    "there is no fee.",
    sources=(
        Source(
            "International Labour Organization",
            "General principles and operational guidelines for fair recruitment, and Definition of recruitment fees "
            "and related costs",
            2019,
        ),
        Source("International Labour Organization", "ILO Indicators of Forced Labour (debt bondage)", 2012),
    ),
    ground="labour-exploitation",
    weight=30,
    languages=("en", "de"),
    fires=(
        Example("Hiring fruit packers, start next week. You pay a placement fee of 400 before you travel.", "jobs"),
        Example("Hiring packers. The registration fee is two gift cards, then your shifts begin.", "jobs"),
        Example("Warehouse job, good salary. The visa fee is deducted from your first wages.", "community"),
        Example("Helfer gesucht. Die Vermittlungsgebühr von 300 Euro ist vorab zu überweisen.", "jobs", language="de"),
    ),
    silent=(
        Example("Hiring fruit packers. There is no recruitment fee, never pay anyone for a job with us.", "jobs"),
        Example("Care home job. The visa fee and your flight are paid by the employer.", "jobs"),
        Example("One-bedroom flat. Application fee 35, payable with the form; processing fee waived.", "housing"),
        Example("Erntehelfer gesucht. Keine Vermittlungsgebühr, wir zahlen die Anreise.", "jobs", language="de"),
    ),
    find=find,
)
