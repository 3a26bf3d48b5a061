"""Signal: something is sold by somebody far away, and nobody may look at it."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import away, shown_here, thing
from haven.screening.signal import Example, Finding, Signal, Source, at

_UNSEEN = Phrases("""
    cannot|cant|unable|not|impossible .. show|meet|see|view|inspect|visit .. it|you|car|bike|in,
    cannot|cant|unable|not|impossible .. show|meet|see|view|inspect|visit .. at|before|them|him|her,
    cannot|cant|not .. be seen|viewed|shown|inspected, cannot|cant|unable .. to? show|view|inspect|meet,
    no|without|instead of a? viewing*|inspection*|visit*, viewing|inspection|visit .. not|im|is possible|impossible,
    at|with|in the|a|my|their shipping|transport|freight company|agent|firm|depot|terminal|port,
    at|in|with the|a|their depot|port|terminal|container|harbour|harbor, sealed .. container, shipping company*,
    my|our|the shipper|shipping agent|transporter will|has|holds|brings|delivers, only .. delivered|delivery|shipped,
    kann .. nicht .. zeigen|besichtigen|treffen, keine besichtigung, besichtigung .. nicht moglich,
    steht|liegt .. bei .. spedition, spedition .. bringt|liefert,
    transporter|transporteur|courier|transportista .. brings|brings|l'amene|lamene|amene|trae, au transporteur,
    agence de transport, por transportista, agencia de transporte, l'amene chez vous, trailer ready to go, freight,
    pallet, quarantine
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A seller who is away, and a thing that cannot be looked at or waits with a shipper."""
    absent, unseen = away(reading), reading.find(_UNSEEN)
    if not absent or not unseen or not thing(reading) or shown_here(reading):
        return []
    return [
        *at(reading, absent[0], "The seller says to be far away …"),
        *at(reading, unseen[0], "… and nobody can look before paying."),
    ]


SIGNAL = Signal(
    slug="goods-sight-unseen",
    title="Seller away, nothing to look at",
    looks_for="Two things in an ad for a vehicle, thing or animal: a seller who is abroad, at sea or deployed, and "
    "no way to look at it, often since a shipping company has it. Silent where somebody on the spot shows it.",
    sources=(
        Source("US Federal Trade Commission", "Online Shopping (consumer advice)"),
        Source("Better Business Bureau", "Virtual Vehicle Vendor Scams", 2020),
    ),
    ground="fraud",
    weight=30,
    languages=("en", "de"),
    fires=(
        Example("I was posted overseas; the car is already at the depot, so no viewing.", "vehicles"),
        Example("I am working on an oil rig and cannot show it to you.", "vehicles"),
        Example("Bin beruflich im Ausland, das Motorrad steht bei der Spedition.", "vehicles", language="de"),
    ),
    silent=(
        Example("I am at sea until May; my brother will show the boat any weekend.", "vehicles"),
        Example("Sold as it stands at the depot in town, come and see it before you buy.", "vehicles"),
        Example("Bin oft auf Montage, Probefahrt samstags jederzeit.", "vehicles", language="de"),
    ),
    find=find,
)
