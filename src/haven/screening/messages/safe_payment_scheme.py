"""Signal: payment or handing over by a courier, link or service nobody knows."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_SCHEME = Phrases("""
    courier|dhl|fedex .. collect*|pick*|brings|come|comes .. cash|envelope|money|payment|item|you,
    ups|mover|shipper|driver .. collect*|pick*|brings|come|comes .. cash|envelope|money|payment|item|you,
    secure|safe|protected payment|pay|delivery service|link|system|page|site,
    via|through|with the? secure|courier|escrow|delivery service|link|page|payment, escrow service|agent|account,
    i|ive|have .. paid .. link|confirm|receive|accept|click,
    receive .. payment|money|funds .. link|card|click|form|enter,
    enter|fill .. card|bank .. details|number|receive, confirm .. sale|receipt|payment .. link|here|page,
    seller|buyer protection .. link|fee|page|pay, pay .. insurance|courier .. fee|first|refunded,
    refundable insurance|fee|deposit, cheque|check .. mover|deposit|extra|agent,
    kurier .. holt|bringt|geld|umschlag, sicher bezahlen .. link, zahlung .. bestatigen .. link,
    kaufer|kauferschutz .. link|seite
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Couriers with envelopes, payment pages and escrow that the other side brings along."""
    return [found for span in reading.stated(_SCHEME)[:2] for found in at(reading, span, "A payment scheme of theirs.")]


SIGNAL = Signal(
    slug="safe-payment-scheme",
    title="Their courier, their payment page",
    looks_for="A courier with cash, a secure-payment link, an escrow service or a cheque for more, proposed by the "
    "other side of a sale. Silent for parcels sent and paid in the usual way.",
    sources=(
        Source(
            "US Federal Trade Commission", "Mobile Payment Apps: How To Avoid a Scam When You Use One (consumer advice)"
        ),
        Source("US Federal Trade Commission", "How To Spot, Avoid, and Report Fake Check Scams (consumer advice)"),
    ),
    ground="fraud",
    weight=35,
    languages=("en", "de"),
    fires=(
        Example("My courier comes with the cash in an envelope, you pay the insurance fee first."),
        Example("I paid through the secure delivery service, enter your card number to receive it."),
        Example("Der Kurier bringt das Geld im Umschlag, bestätigen Sie nur den Link.", language="de"),
    ),
    silent=(
        Example("I can send it by post on Monday if you pay by bank transfer."),
        Example("Come at six, cash is fine."),
        Example("Ich kann es Montag mit der Post schicken.", language="de"),
    ),
    find=find,
)
