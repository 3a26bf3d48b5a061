"""Signal: the worker starts with a debt and works it off."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_DEBT = Phrases("""
    work off .. debt|ticket|flight|advance|loan|costs|travel|visa|it,
    pay|paid|paying back .. ticket|flight|travel|visa|costs|debt .. work*|wages|pay|salary,
    repay .. ticket|flight|travel|visa|debt|advance .. work*|wages|pay|salary,
    until .. debt|ticket|flight|costs|loan|advance .. repaid|paid|cleared|settled|worked,
    debt|advance|ticket|flight|loan .. deducted|repaid .. wages|pay|salary,
    first .. months .. without|no pay|wages|salary, wages|salary|pay .. held|withheld|kept .. until,
    owe|owes .. balance|contract|costs|ticket|flight|fare|visa, leave|leaves early .. owe|owes|pay|repay,
    flight|ticket|fare|travel .. paid|pay back, schulden|reisekosten|flugkosten|vorschuss .. abarbeiten|abgearbeitet,
    bis .. kosten|schulden .. abgearbeitet|abbezahlt|bezahlt, what you|u owe, pay after you finish what,
    finish what you owe, you|they owe, left owing us, owing us, owes us, advance for flight|travel|agent,
    minus advance, put it on your sheet|tab|account, on your sheet,
    finding|onboarding|agency|arrival fee .. until|done|off|come|comes|costs|work|paid, fee i|we paid .. work off,
    you work off, rest deducted, we put|cover .. sheet|tab, deducted until, costs the # onboarding,
    tu rembourses|vous remboursez|rembourse*|remboursement .. #|voyage|billet|avance|passeur|dette,
    dette .. travail|paie|salaire, on avance .. tu|vous, avance .. rembours*|retenu*, jusqu'au remboursement,
    devolviendo|devuelves|devolver|pagando .. billete|ropa|viaje|deuda|adelanto,
    billete .. devolviendo|devuelves|descontamos|descuenta*, lo vas|los vas|vas devolviendo,
    deuda .. trabajo|sueldo|nomina, hasta que pagues|saldes|devuelvas, arbeiten sie ab|abarbeiten,
    schulden .. arbeit|lohn|ab, wird vom lohn abgezogen bis, we pay .. and you pay|work|repay it back|off,
    pay back .. from your|out wages|salary|work, deducted .. until .. paid|repaid|cleared,
    loan for .. travel|visa|ticket|flight, you owe us, costs|travel|visa|ticket .. deducted|recovered|recouped,
    work until .. paid|cleared|repaid, wir strecken .. vor, vorschuss|vorgestreckt* .. abgezogen|abarbeiten|lohn,
    kosten .. vom lohn|gehalt, avance* .. retenue|retenus|deduite|deduit, frais de voyage .. retenus|rembourser,
    adelantamos .. descontamos|devuelves|sueldo, deuda .. trabajando|hasta, se descuenta .. viaje|billete|visado
""")
_HONEST = Phrases("""
    bonus, relocation package, student loan*, season ticket, parking ticket*
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A debt for travel or an advance that is paid off by working, or wages held back until then."""
    if not work(reading) or reading.has(_HONEST):
        return []
    spans = reading.stated(_DEBT)
    return at(reading, spans[0] if spans else None, "The worker starts with a debt, or wages are held back.")


SIGNAL = Signal(
    slug="debt-for-work",
    title="A debt to be worked off",
    looks_for="Costs of the journey or an advance that the worker pays off by working, or wages that are held back. "
    "Silent for bonuses and student loans.",
    sources=(
        Source(
            "International Labour Organization",
            "ILO Indicators of Forced Labour (debt bondage, withholding of wages)",
            2012,
        ),
    ),
    ground="labour-exploitation",
    weight=30,
    languages=("en", "de"),
    fires=(
        Example("Factory job: we buy your ticket and you work off the flight in six months.", "jobs"),
        Example("Staff wanted. Wages are held until the season ends.", "jobs"),
        Example("Arbeiter gesucht, die Reisekosten werden abgearbeitet.", "jobs", language="de"),
    ),
    silent=(
        Example("Engineer: the signing bonus is repaid from your salary if you leave within a year.", "jobs"),
        Example("Arbeiter gesucht, Reisekosten trägt der Betrieb.", "jobs", language="de"),
    ),
    find=find,
)
