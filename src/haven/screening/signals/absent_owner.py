"""Signal: the owner is far away and the keys come by post."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_AWAY = Phrases("""
    i|we am|are|im|were|have .. out of the? country|state|town,
    currently|now|still|presently out of the? country|state|town,
    i|we|owner|landlord|im|were|am|is|currently .. abroad|overseas|offshore,
    i|we|have|had|just relocated|moved|transferred .. to|for|with|abroad|because,
    relocate|relocated|move|moved|posted abroad|overseas, on a? mission|missionary|deployment|rig|vessel,
    missionary|missionaries, work|working|job|assignment|transfer .. abroad|overseas, not in the country|town|city,
    ich|wir|bin|sind|eigentumer|vermieter .. im ausland, beruflich .. ins|im ausland, versetzt
""")
_REMOTE_KEYS = Phrases("""
    keys|key .. sent|send|mail|mailed|ship|shipped|post|posted|courier*|dhl|fedex|ups|delivered,
    send|mail|ship|post|deliver|courier .. keys|key,
    agent|airbnb|booking|lawyer|courier|agency will|to .. hand|deliver|send|bring|arrange .. keys|key|viewing,
    cannot|cant|unable|not .. show|meet|attend .. you|it|place|apartment|flat|house|property|room,
    cannot|cant|unable .. meet|attend .. person|viewing*|myself, only see|view|look .. from outside,
    drive by only|and, schlussel .. per|mit|schicke|schicken|senden|post|kurier|dhl|versand,
    kann .. nicht .. zeigen|besichtigen|treffen
""")
_SHOWN = Phrases("""
    shows|zeigt, will|can|could|to show, will|can gladly|happily|also show, can|may be seen|viewed|visited,
    viewing*|visit* .. any|evening*|weekend*|daily|welcome, besichtigung .. jederzeit|moglich
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """An absent owner, and keys or viewings at a distance, in one ad."""
    away, remote = reading.stated(_AWAY), reading.find(_REMOTE_KEYS)
    if reading.stated(_SHOWN) or not away or not remote:
        return []
    return [
        *at(reading, away[0], "The owner says to be far away …"),
        *at(reading, remote[0], "… and hands the place over at a distance."),
    ]


SIGNAL = Signal(
    slug="absent-owner",
    title="Owner abroad, keys by courier",
    looks_for="Two things in one ad: an owner who is away, and keys that come by post or a place that cannot be shown. "
    "Silent where somebody on the spot shows it.",
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
