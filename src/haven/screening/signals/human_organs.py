"""Signal: organs for sale."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import offered
from haven.screening.signal import Example, Finding, Nature, Signal, Source, at

_GOODS = Phrases("""
    kidney|kidneys|liver|organ .. donor*|sale|wanted|buyer*|seller*|sell|selling|paid,
    sell|selling|buy|buying .. kidney|kidneys|cornea*|bone marrow, kidney for cash|money,
    niere|nieren|leber .. spende*|verkaufe*|kaufen|zu verkaufen|gesucht, verkaufe|suche .. niere
""")
_OTHER_THINGS = Phrases("""
    beans|bean, table, pie, shaped, form, awareness, charity, walk|run for,
    pipe|church|electric|hammond|mouth organ, recipe, register*, bohnen, tisch, form, orgel
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Such goods on offer, and no word beside them that makes them something else."""
    spans = offered(reading, _GOODS, _OTHER_THINGS)
    return [
        found for span in spans[:3] for found in at(reading, span, "An organ seems to be on offer or wanted for money.")
    ]


SIGNAL = Signal(
    slug="human-organs",
    title="Organs for sale",
    looks_for="A kidney or other organ bought or sold. Silent for beans, tables, instruments, charity walks and donor "
    "registers.",
    sources=(Source("Council of Europe", "Convention against Trafficking in Human Organs", 2015),),
    ground="prohibited-goods",
    nature=Nature.RULE_FACT,
    weight=40,
    languages=("en", "de"),
    fires=(
        Example("Kidney donor wanted, paid, price to be agreed.", "community"),
        Example("Selling my kidney for cash, healthy, blood group 0.", "community"),
        Example("Verkaufe eine Niere, Preis nach Absprache.", "community", language="de"),
    ),
    silent=(
        Example("Kidney table from the fifties for sale.", "goods"),
        Example("Charity walk for the kidney donor register, free tea.", "community"),
        Example("Nierentisch, 50er Jahre, zu verkaufen.", "goods", language="de"),
    ),
    find=find,
)
