"""Signal: the owner is far away and the keys come by post."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import away, shown_here, thing
from haven.screening.signal import Example, Finding, Signal, Source, at

_REMOTE_KEYS = Phrases("""
    keys|key .. sent|send|mail|mailed|ship|shipped|post|posted|courier*|dhl|fedex|ups|delivered,
    send|mail|ship|post|deliver|courier .. keys|key,
    agent|airbnb|booking|lawyer|courier|agency will|to .. hand|deliver|send|bring|arrange .. keys|key|viewing,
    cannot|cant|unable|not .. show|meet|attend .. you|it|place|apartment|flat|house|property|room,
    cannot|cant|unable .. meet|attend .. person|viewing*|myself, only see|view|look .. from outside, drive by only|and,
    schlussel .. per|mit|schicke|schicken|senden|post|kurier|dhl|versand, kann .. nicht .. zeigen|besichtigen|treffen,
    key|keys under the|pot|mat, keys .. station|lockbox|code|password, wait|waits|meets .. station with keys,
    clef|cle|clefs|cles sera|sous|par|envoyee|postale, llaves por|enviadas|mensajeria, door code,
    wifi password and code, schlussel .. code|tresor|hinterlegt|nachbar
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """An absent owner, and keys or viewings at a distance, in one ad."""
    absent, remote = away(reading), reading.find(_REMOTE_KEYS)
    if not absent or not remote or thing(reading) or shown_here(reading):
        return []
    return [
        *at(reading, absent[0], "The owner says to be far away …"),
        *at(reading, remote[0], "… and hands the place over at a distance."),
    ]


SIGNAL = Signal(
    slug="absent-owner",
    title="Owner abroad, keys by courier",
    looks_for="Two things in one ad for a place: an owner who is away, and keys that come by post or a place that "
    "cannot be shown. Silent where somebody on the spot shows it.",
    sources=(
        Source("US Federal Trade Commission", "Rental Listing Scams (consumer advice)"),
        Source("Better Business Bureau", "Is That Rental Listing Real? A BBB Study of Rental Scams", 2019),
    ),
    ground="fraud",
    weight=30,
    languages=("en", "de"),
    fires=(
        Example(
            "I am currently abroad for work, so I cannot show you the flat. The keys will be sent by courier.",
            "housing",
        ),
        Example("We are out of the country on a mission. We will mail you the keys with the papers.", "housing"),
        Example("Ich bin beruflich im Ausland, der Schlüssel kommt per Kurier.", "housing", language="de"),
    ),
    silent=(
        Example("I am abroad until May; my neighbour shows the flat any evening after six.", "housing"),
        Example("Parcel lockers in the hall take DHL deliveries; two keys per flat.", "housing"),
        Example("Bin im Ausland, meine Schwester zeigt die Wohnung gern vor Ort.", "housing", language="de"),
    ),
    find=find,
)
