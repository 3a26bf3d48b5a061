"""Signal: a buyer who offers more than is asked, or pays unseen and sends somebody."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_MORE = Phrases("""
    pay|paying|offer|offering|give|add|send|include .. more than|over .. ask|asking|asked|price|want|listed,
    pay|paying|offer|offering .. above|over .. asking|price,
    extra #|money|cash .. for your|the trouble|holding|delay|effort, add|include|adding .. extra,
    # extra|more .. for your|the trouble|hold|holding, more than you ask|want|are, more than the? asking|price,
    zahle|biete .. mehr als, mehr als sie|du|der .. verlangen|verlangst|kaufpreis|preis, uber dem? preis|kaufpreis,
    paying over asking, your price plus, plus # for|and, will exceed your? price, exceed your price, add # for my|the,
    i will add #, several purchases, keep # for your trouble, # for inconvenience|trouble, shan't|shant bargain,
    any car|item|antique|camera, kaufe ihre sachen, sell from your sofa, lowest and paypal, plus que le? prix,
    au dessus du prix, mas de lo que pide*, por encima del precio
""")
_HOW = Phrases("""
    check|checks|cheque|cheques|money order*, cashiers, certified funds, bank draft*, mover|movers, shipper,
    shipping agent, my|our agent|assistant|driver|courier will|to|comes|collects|picks, pick up agent,
    without seeing|viewing, unseen, paypal only, scheck|schecks|bankscheck, spediteur|spedition,
    mein fahrer|kurier|agent, ungesehen, draft|drafts, certified check, zelle, collecting van, no need to meet|inspect,
    purchase by description, pictures convinced, dont need to see, kurier .. umschlag|bargeld, bezahlt sie im,
    umschlag, transporteur, coursier, transportista, mensajero, shipping agent
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """More money than asked, and a cheque, an agent or a sale unseen, in one or two sentences."""
    more = reading.beside(reading.stated(_MORE), reading.find(_HOW), 20)
    return at(reading, next(iter(more), None), "A buyer offers more than is asked, by cheque or through an agent.")


SIGNAL = Signal(
    slug="overpaying-buyer",
    title="A buyer who pays more than is asked",
    looks_for="An offer above the asking price, or money for one's trouble, beside a cheque, a mover or agent who "
    "collects, or a purchase unseen. Silent for plain good offers.",
    sources=(
        Source("US Federal Trade Commission", "How To Spot, Avoid, and Report Fake Check Scams (consumer advice)"),
    ),
    ground="fraud",
    weight=30,
    languages=("en", "de"),
    fires=(
        Example("Buying furniture: I pay more than you ask, by cheque, and my mover collects.", "goods"),
        Example("I will add 50 extra for your trouble, the shipping agent comes with a money order.", "goods"),
        Example("Kaufe Möbel, zahle mehr als Sie verlangen, per Scheck.", "goods", language="de"),
    ),
    silent=(
        Example("Collector pays more than dealers for old cameras, cash, I come to you.", "goods"),
        Example("I paid more than the asking price in 2019. Now half that, check the photos.", "goods"),
        Example("Kaufe alte Kameras, zahle mehr als der Händler, bar.", "goods", language="de"),
    ),
    find=find,
)
