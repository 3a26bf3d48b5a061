"""Signal: a fortune that needs the reader's help."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_FORTUNE = Phrases("""
    next of kin, inheritance, fund|estate beneficiary, late .. husband|client|father|wife,
    barrister|attorney .. fund*|client|estate, million|millions dollars|pounds|euros|usd|us,
    $|usd|sum of|# million*, transfer .. fund|funds|sum .. your|account|country,
    unclaimed fund*|estate|inheritance, confidential|mutual business|transaction|proposal|benefit,
    consignment box|boxes, donate|donation .. fund|to you|million*, lottery|un|compensation fund*|payment|winner*,
    loan|loans .. any|purpose|offer|available|interest|approved|homeowner*|tenants, cash loan*,
    previously refused, debts|debt .. cleared|written|free|wiped|help, consolidat*,
    compensation .. accident|claim|entitled|owed, accident .. claim|compensation|entitled,
    sick|cancer|widow .. help*|fund*|donat*|god|husband, erbschaft, millionen euro|dollar
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Fortunes, windfalls, loans for everybody and claims nobody made."""
    return [found for span in reading.stated(_FORTUNE)[:2] for found in at(reading, span, "Money out of nowhere.")]


SIGNAL = Signal(
    slug="advance-fee",
    title="Fortune, loan or claim out of nowhere",
    looks_for="An inheritance, fund, loan for everybody or compensation that the reader never asked for. Families "
    "speak of loans and estates too: it counts with others only.",
    sources=(
        Source("US Federal Bureau of Investigation", "Advance Fee Schemes (Common Scams and Crimes)"),
        Source("US Federal Trade Commission", "What To Know About Advance-Fee Loans (consumer advice)"),
    ),
    ground="fraud",
    weight=30,
    languages=("en", "de"),
    fires=(
        Example("I am the barrister of a late client; you are the next of kin to 4 million dollars."),
        Example("Eine Erbschaft von vier Millionen Euro wartet auf Sie.", language="de"),
    ),
    silent=(
        Example("The library wants its loan back, have you got the book?"),
        Example("Oma erzählt wieder vom Haus, komm doch vorbei.", language="de"),
    ),
    find=find,
)
