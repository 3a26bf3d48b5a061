"""Signal: a loan for anybody, against a fee first."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import home
from haven.screening.signal import Example, Finding, Signal, Source, at

_LOAN = Phrases("""
    loan|loans|credit .. everyone|anyone purpose|no|without|bad credit|guaranteed|approved hours|minutes,
    loan|loans|credit .. anybody|any purpose|no|without|bad credit|guaranteed|approved hours|minutes,
    loan|loans|credit .. everyone|anyone|anybody|any purpose|no|without|bad instant|approval hours|minutes,
    loan|loans|credit .. everyone|anyone|anybody|any purpose|no|without|bad blacklisted|in hours|minutes,
    no credit check*, bad credit ok|okay|welcome|accepted, guaranteed approval|loan|loans,
    instant loan|loans|approval|cash loan, private lender|loan|loans, fast cash loan|loans,
    kredit .. ohne schufa|jeden|garantiert|sofort, kredit ohne schufa|bonitat, schufafrei*,
    privatkredit .. sofort|jeden, loan|loans .. every|all|any applicant|applicants accepted, every applicant accepted,
    unsecured .. loan|loans .. accepted|every|all, poor scores, ccjs|ccj .. no|bankrupt, private office lending,
    bankrupt no difference, pret entre particuliers, pret|credit .. fiches|interdits|rapide|sans|refuses,
    fiches chomeurs|banque*, refuses par les banques, prestamo|prestamos|credito entre particulares,
    prestamo|prestamos|credito .. sin|asnef|rapido|todos, darlehen von privat, kredit .. trotz|negativer,
    privatdarlehen
""")
_FEE = Phrases("""
    fee, fees, upfront, up front, in advance, first payment|instalment|installment, insurance, processing, activation,
    deposit, whatsapp, telegram, gmail, send .. id|passport|details, percent|% interest|rate|only, interest rate,
    gebuhr*, vorab, vorkosten, zinsen|zins, ausweis, legal stamp, vouchers, instalments ahead, ahead, frais, assurance,
    dossier, virement, gastos, seguro, comision|comisiones, adelantad*, vorab, kosten
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A loan for everybody, and a fee, papers or a messenger, in one or two sentences; homes have other fees."""
    if home(reading):
        return []
    span = reading.near(reading.stated(_LOAN), reading.find(_FEE), 20)
    return at(reading, span, "A loan for anybody, against a fee or papers first.")


SIGNAL = Signal(
    slug="loan-for-everybody",
    title="Loans for everybody",
    looks_for="A loan without any check or with sure approval, beside a fee, papers to send or a messenger. Silent for "
    "homes, credit unions and book loans.",
    sources=(Source("US Federal Trade Commission", "What To Know About Advance-Fee Loans (consumer advice)"),),
    ground="fraud",
    weight=30,
    languages=("en", "de"),
    fires=(
        Example("Loans for everyone, no credit check. The insurance fee is paid first.", "services"),
        Example("Private lender, guaranteed approval, 2 percent interest, WhatsApp.", "services"),
        Example("Kredit ohne Schufa, sofort, nur eine Gebühr vorab.", "services", language="de"),
    ),
    silent=(
        Example("Book loans for anybody at the village library, no fee.", "community"),
        Example("Debt advice, free and private, by appointment.", "services"),
        Example("Schuldnerberatung, kostenlos und vertraulich.", "services", language="de"),
    ),
    find=find,
)
