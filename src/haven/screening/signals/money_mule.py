"""Signal: other people's money through one's own account, for a share."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_THROUGH = Phrases("""
    use of? your .. account|paypal, rent|lend .. your? bank? account,
    payments|payment|funds|money|transfers .. your .. account|paypal, receive|accept|process|get .. your .. account,
    payments|funds|money|transfers .. through|into|to|via your .. account|paypal,
    payment|payments|transfer agent|processor, open .. bank account* .. for us,
    ihr|dein|ihrem|deinem konto|bankkonto .. nutzen|verwenden|empfangen|erhalten,
    zahlungen|gelder|uberweisungen .. ihr|dein|ihrem|deinem|auf konto|bankkonto, finanzagent*,
    donors|customers|clients|donations pay|paid|put in|into your|a|own personal|own account, personal account,
    eigenem|eigenes|eigene girokonto|konto|bankkonto, kundenzahlungen .. entgegen, zahlungen entgegen,
    cuenta bancaria parada|libre, tienes cuenta, la usamos para cobros, cobros .. cuenta|tienda, haces el bizum,
    compte bancaire .. recevoir|encaisser|preter|inutilise, recevoir des virements|paiements,
    encaisser .. paiements|virements, rent your account, bank account .. empty|idle|needed, send check #,
    we send check, deposit .. your bank, which bank u|you, prestar|alquilar .. cuenta, walk to the? cash machine
""")
_SHARE = Phrases("""
    keep .. #|percent|share|commission|rest|difference, # percent|commission, commission of|per,
    your commission|cut|share, withdraw|forward|send|transfer .. on|it|them|rest|remaining|crypto*|bitcoin*, provision,
    prozent .. behalten, behalten .. prozent|#|anteil, weiterleiten|weiteruberweisen|abheben, keep # in|of|each|from,
    behalten #, leiten|leite .. weiter, leiten den rest, te quedas con, quedas .. por ciento|porcentaje|parte,
    garder .. %|pourcentage|commission|part, vous gardez, bitcoin kiosk, put it in the, deposit rest, diez por ciento,
    pour cent
""")
_BANKING = Phrases("""
    accounts payable, accountant, bookkeep*, payroll, buchhalt*, lohnbuchhaltung
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Payments through the reader's account, and a share or passing on, in one or two sentences."""
    if reading.has(_BANKING):
        return []
    span = reading.near(reading.stated(_THROUGH), reading.stated(_SHARE), 15)
    return at(reading, span, "Other people's money is to pass through the reader's account.")


SIGNAL = Signal(
    slug="money-mule",
    title="Money through one's own account",
    looks_for="Payments of others that come to the reader's bank account, beside a share that is kept or money that is "
    "passed on. Silent for wages paid to an account and for bookkeeping jobs.",
    sources=(Source("Europol", "European Money Mule Action, #DontBeaMule", 2016),),
    ground="fraud",
    weight=40,
    languages=("en", "de"),
    fires=(
        Example("Payment agent: receive transfers to your bank account, keep 8 percent, send the rest on.", "jobs"),
        Example(
            "Nebenjob: Zahlungen auf Ihr Konto empfangen, 5 Prozent behalten, Rest weiterleiten.", "jobs", language="de"
        ),
    ),
    silent=(
        Example("Wages go to your bank account on the last Friday of the month.", "jobs"),
        Example("Accounts payable clerk: process payments to suppliers, commission statements.", "jobs"),
        Example("Bürokraft gesucht, das Gehalt kommt pünktlich auf dein Konto.", "jobs", language="de"),
    ),
    find=find,
)
