"""Signal: work without contract, payslip or registration."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_BOOKS = Phrases("""
    no contract|payslip|payslips|paperwork|papers|wage|wages|tax, cash in? hand|only|no, wage slips are not,
    slips are not our, off the? books, no wage as, no id, without contract|papers|paperwork, paid|pay cash no,
    cash no contract, under the table, does your dole, dole for you, pocket money, dont|not count hours, we dont count,
    ohne anmeldung|vertrag|papiere|lohnzettel, bar ohne, schwarz, cash auf hand, bar auf die? hand,
    pas de contrat|fiche|papiers, sans contrat|papiers|declaration|fiche, non declare*, au noir, en liquide sans,
    sin contrato|nomina|alta|papeles|dar, en negro, nada de papeles, en b
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """No contract, no payslip or no registration, in an ad for work."""
    if not work(reading):
        return []
    spans = reading.stated(_BOOKS)
    return at(reading, spans[0] if spans else None, "The work is without contract, payslip or registration.")


SIGNAL = Signal(
    slug="off-the-books",
    title="Off the books",
    looks_for="Work without contract, payslip or registration, or pay in pocket money. Honest small jobs are paid so "
    "too: it counts together "
    "with another sign.",
    sources=(
        Source("International Labour Organization", "ILO Indicators of Forced Labour (abuse of vulnerability)", 2012),
        Source("European Labour Authority", "European Platform tackling undeclared work"),
    ),
    ground="labour-exploitation",
    weight=15,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Packers wanted, no payslip, no contract.", "jobs"),
        Example("Pflegekraft gesucht, 1500 bar ohne Anmeldung.", "jobs", language="de"),
        Example("Ouvriers, pas de contrat, départ demain.", "jobs", language="fr"),
        Example("Interna, sin contrato y sin alta.", "jobs", language="es"),
    ),
    silent=(
        Example("Packers wanted, written contract and a payslip every month.", "jobs"),
        Example("Pflegekraft, Vertrag und Anmeldung ab dem ersten Tag.", "jobs", language="de"),
        Example("Ouvriers, CDI, contrat signé à l'avance.", "jobs", language="fr"),
        Example("Interna, contrato y alta en la Seguridad Social.", "jobs", language="es"),
    ),
    find=find,
)
