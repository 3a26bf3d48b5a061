"""Signal: money is asked for before anybody has seen the home."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_MONEY = Phrases("""
    pay|send|transfer|wire|make|put|deposit|mail .. deposit|rent|payment|money|fee|funds|bond,
    deposit|rent|payment|fee .. paid|sent|due|transferred|wired|received,
    holding|security|refundable|reservation|booking deposit|fee,
    secure|hold|reserve it|the|this .. with a? .. deposit|payment, kaution|miete|anzahlung|reservierungsgebuhr,
    uberweisen sie|uns .. kaution|miete|anzahlung
""")
_UNSEEN = Phrases("""
    before|prior to? .. viewing|view|visit|visiting|see|seeing|inspection|showing|tour|walkthrough|meeting|keys,
    without .. viewing|seeing|visiting,
    viewing|viewings|visit|visits|showing .. only|possible after|once|when .. deposit|payment|paid,
    viewing|viewings|visit|visits|showing .. only|possible after|once|when .. rent|transfer|money,
    after .. deposit|payment|transfer|money .. viewing|view|visit,
    transferred|transfer|paid|received|payment .. send|mail|ship|courier|post .. keys|key, sight unseen,
    keys .. sent|mailed|shipped|posted|delivered .. after|once|when, vor der? besichtigung, ohne besichtigung,
    besichtigung .. erst|nur nach, vor schlusselubergabe, schlussel .. nach .. zahlung|uberweisung|eingang
""")
_HONEST = Phrases("""
    after .. viewing|seen|view|visited, before move|moving, before lease, before signing,
    not .. before .. viewing|seen, application fee, nach der? besichtigung
""")
_WITH_LEASE = Phrases("""
    at|upon|on|with lease|signing|move, at|upon|on|with the|a lease|signing, when|once you sign|move,
    bei einzug|vertragsabschluss
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Money, and before a viewing, within one or two sentences, neither denied nor warned of."""
    honest = reading.find(_HONEST)
    unseen = [span for span in reading.stated(_UNSEEN) if not reading.near([span], honest, 3)]
    signed = reading.find(_WITH_LEASE)
    money = [span for span in reading.stated(_MONEY) if not reading.near([span], signed, 3)]
    span = reading.near(unseen, money, 10)
    return at(reading, span, "Money is asked for before the place can be seen.")


SIGNAL = Signal(
    slug="deposit-before-viewing",
    title="Deposit before a viewing",
    looks_for="A deposit, first rent or holding fee beside words that it comes before any viewing, or that keys follow "
    "payment. Silent for deposits after a viewing or with the lease, and for warnings against this very trick.",
    sources=(
        Source("US Federal Trade Commission", "Rental Listing Scams (consumer advice)"),
        Source("Better Business Bureau", "Is That Rental Listing Real? A BBB Study of Rental Scams", 2019),
    ),
    ground="fraud",
    weight=30,
    languages=("en", "de"),
    fires=(
        Example(
            "Sunny flat. Please send the security deposit before viewing and I will reserve it for you.", "housing"
        ),
        Example("Viewings are possible once the deposit is paid. Many people are asking, be quick.", "housing"),
        Example("Die Kaution ist vor der Besichtigung zu überweisen.", "housing", language="de"),
    ),
    silent=(
        Example("Come and see it any evening. One month security deposit when you sign the lease.", "housing"),
        Example("Never pay a deposit before viewing a flat, ours included.", "housing"),
        Example("We do not take a deposit before you have seen the room.", "housing"),
        Example("Kaution zwei Mieten, zahlbar nach der Besichtigung mit Vertrag.", "housing", language="de"),
    ),
    find=find,
)
