"""Signal: the buyer pays the courier, insurance or customs before anything comes."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_COST = Phrases("""
    courier|shipping|delivery|transport|transportation fee*|cost*|charge*|tax,
    customs|insurance|crate|freight|import fee*|cost*|charge*|tax, freight|delivery|shipping insurance,
    the|a|our|your|for courier|shipper|crate|insurance|customs, courier|shipping|transport insurance, transport crate,
    kurier|kurierkosten|versandkosten|transportkosten|versicherung|zollgebuhr*|zoll|transportbox,
    flight|ferry|feed|crate|insurance bill|crate|passport, ferry passport, shipping agent, transporteur, livreur,
    frais de transport|livraison|port, gastos de? envio, # del envio, envio, microchip, seguro, vaccin*
""")
_AHEAD = Phrases("""
    pay|paid|pays|cover|send|transfer .. in advance|upfront|first|before|beforehand, in advance, upfront, up front,
    beforehand, before delivery|dispatch|shipping|it|they ships|leaves|is|comes, refundable, only pay, you only pay,
    except that you pay, vorab, im voraus, zuerst, vor der? lieferung|versand, erstattet, just pay|cover, only pay,
    luego se paga, aparte, before thursday|friday, takes payments, acompte, versez, obligatoire, pon tarjeta
""")
_HONEST = Phrases("""
    free shipping|delivery, shipping|delivery|postage included|free, collection, pick up, pickup, cash on,
    we cover|pay, versandkostenfrei, inklusive versand, abholung, selbstabholung
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A cost of delivery, and that it comes first, within a few words; silent where people may collect."""
    if reading.has(_HONEST):
        return []
    costs = reading.beside(reading.stated(_COST), reading.stated(_AHEAD), 5)
    return at(reading, next(iter(costs), None), "Courier, insurance or customs are to be paid before anything comes.")


SIGNAL = Signal(
    slug="delivery-paid-first",
    title="Courier or insurance paid first",
    looks_for="The cost of a courier, crate, insurance or customs that the buyer pays before anything is sent. Silent "
    "where the goods can be collected or delivery is free.",
    sources=(
        Source("US Federal Trade Commission", "Online Shopping (consumer advice)"),
        Source(
            "Better Business Bureau",
            "Puppy Scams: How Fake Online Pet Sellers Steal from Unsuspecting Pet Buyers",
            2017,
        ),
    ),
    ground="fraud",
    weight=20,
    languages=("en", "de"),
    fires=(
        Example("The bike is free, you only pay the courier in advance.", "goods"),
        Example("A refundable insurance fee is due before delivery.", "goods"),
        Example("Der Hund ist kostenlos, die Transportkosten zahlen Sie vorab.", "pets", language="de"),
    ),
    silent=(
        Example("Collection from the shop or courier at cost, pay on delivery.", "goods"),
        Example("Shipping fee 5, sent the day after you buy.", "goods"),
        Example("Versandkosten 5 Euro, oder Abholung.", "goods", language="de"),
    ),
    find=find,
)
