"""Signal: a cheque to pay in, and part of it to pass on."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_CHEQUE = Phrases("""
    check|checks|cheque|cheques, money order*, scheck|schecks, verrechnungsscheck,
    bankers|banker|cashiers|certified draft|drafts|check|cheque, draft|drafts, cheque|cheques de banque,
    cheque certifie, cheque bancario|certificado|conformado, bankscheck
""")
_PASSED_ON = Phrases("""
    keep .. rest|remaining|difference|commission|percent, keep .. as|for your|yourself,
    send|wire|transfer|forward|return|pass .. rest|balance|difference|remainder|remaining|excess|extra,
    send|wire|transfer|forward|pay .. mover*|shipper*|agent|supplier|vendor|courier,
    deposit|cash it|the|them .. in|into|at your .. account|bank, behalten .. rest|differenz|provision|anteil,
    uberweisen|senden|weiterleiten .. rest|differenz|spediteur|restbetrag, keep # for|and, u|you keep #,
    keep|retain # .. rest|remainder|remaining|deposit|forward|difference,
    rest|remainder|balance|difference goes|to|for .. mover|van|artist|agent|shipper|courier, deposit rest|the,
    deposit it .. phone|app|bank, forward the? rest, remainder goes, deposit .. and buy,
    mail|send you a? cashiers|certified|bank check, will exceed your, exceed .. price,
    gardez|garder .. reste|difference, renvoyez|reversez .. difference|reste, quedarse|quedate .. resto|parte,
    devuelve|reenvia .. diferencia|resto
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A cheque, and money of it that is kept or passed on, a few words apart."""
    span = reading.near(reading.find(_CHEQUE), reading.stated(_PASSED_ON), 12)
    return at(reading, span, "A cheque is to be paid in and part of it passed on.")


SIGNAL = Signal(
    slug="cheque-overpayment",
    title="Pay in a cheque, pass part of it on",
    looks_for="A cheque or money order beside words that part of it is kept and the rest sent on, to a mover for "
    "instance. Silent for cheques that simply pay for something.",
    sources=(
        Source("US Federal Trade Commission", "How To Spot, Avoid, and Report Fake Check Scams (consumer advice)"),
        Source("US Federal Trade Commission", "Job Scams (consumer advice)"),
    ),
    ground="fraud",
    weight=35,
    languages=("en", "de"),
    fires=(
        Example("Mystery shopper: we mail you a check, you keep 300 as your pay and send the rest on.", "jobs"),
        Example("I buy your sofa by cashier's check; please wire the difference to my mover.", "goods"),
        Example(
            "Sie erhalten einen Scheck, behalten 10 Prozent Provision und überweisen den Rest.", "jobs", language="de"
        ),
    ),
    silent=(
        Example("First month by certified check at signing, please.", "housing"),
        Example("Sofa, cash or check, you move it yourself.", "goods"),
        Example("If you get a check and are told to send the rest on, it is a scam.", "community"),
        Example("Zahlung per Scheck bei Abholung.", "goods", language="de"),
    ),
    find=find,
)
