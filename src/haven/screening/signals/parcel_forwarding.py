"""Signal: parcels to a private home, to be sent on."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_AT_HOME = Phrases("""
    packages|parcels|shipments|mail|boxes .. at|to your own? home|house|address|door,
    packages|parcels|shipments|boxes .. sent|delivered|come|arrive .. home|house|address|door,
    from home .. packages|parcels|shipments, pakete|packchen|sendungen .. zu|nach hause,
    pakete|sendungen .. ihre|deine|ihrer|deiner adresse, pakete|sendungen .. empfangen|annehmen|entgegennehmen,
    pakete aus der packstation, kundenkarten auf fremde, packstation, sendungen holen|abholen,
    holst die? sendungen|pakete, colis .. chez vous|domicile|recevoir, recevoir des colis,
    paquetes .. en casa|tu casa|domicilio, recibir paquetes
""")
_SENT_ON = Phrases("""
    forward|forwarding them|it|packages|parcels|goods|items, and|then|or forward, reship*, re ship,
    repack*|relabel*|repackage, send|ship|post|mail them|it .. on|onward|abroad|overseas|to,
    new|address|shipping label*, weiterleiten|weiterleitung|weiterversenden|weitersenden|umpacken|weiterschicken,
    neu etikettieren|verpacken, auf fremde namen, treffpunkt, danach ab damit, reexpedier|reexpedition|renvoyer,
    reenviar|reenvio|reenvias|reexpedir, ubergeben an
""")
_BUSINESS = Phrases("""
    warehouse, fulfilment|fulfillment cent*, our shop|store|depot, pick up point, lager, lagerhalle, paketshop
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Parcels that come to a home, and that are sent on; silent for warehouses and shops."""
    if reading.has(_BUSINESS):
        return []
    span = reading.near(reading.stated(_AT_HOME), reading.stated(_SENT_ON), 15)
    return at(reading, span, "Parcels come to a private home and are sent on.")


SIGNAL = Signal(
    slug="parcel-forwarding",
    title="Parcels to a private home, sent on",
    looks_for="Receiving parcels at one's own address and repacking, relabelling or forwarding them. Silent for work "
    "in warehouses, depots and shops.",
    sources=(
        Source("US Federal Trade Commission", "Job Scams (consumer advice)"),
        Source("Europol", "European Money Mule Action, #DontBeaMule", 2016),
    ),
    ground="fraud",
    weight=40,
    languages=("en", "de"),
    fires=(
        Example("Shipping assistant: receive packages at your home, put on a new label and forward them.", "jobs"),
        Example("Heimarbeit: Pakete zu Hause empfangen und weiterleiten, 40 Euro je Sendung.", "jobs", language="de"),
    ),
    silent=(
        Example("Warehouse packer: receive parcels, print a new label, ship them the same day.", "jobs"),
        Example("Flat with a porter who accepts parcels at your door.", "housing"),
        Example("Lagerhilfe gesucht: Pakete annehmen und umpacken im Lager.", "jobs", language="de"),
    ),
    find=find,
)
