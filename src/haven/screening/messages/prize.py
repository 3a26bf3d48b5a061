"""Signal: the reader has won, or is to claim something."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_WON = Phrases("""
    u|you|uve|youve have? won|winner, have|has won .. #|prize|award|cash|guaranteed|a, could|can win,
    a|the|our winner, winner*, u|you|ur|your|mobile|number|no|have awarded|selected|chosen,
    u|ur|you|are|been|was|were awarded|selected, specially|randomly selected,
    guaranteed .. cash|prize|award|gift|reward|#|holiday,
    cash|bonus|cd|shopping|music|guaranteed|weekly|caller|# prize|award|reward|vouchers|voucher|spree,
    prize|award|reward .. claim|guaranteed|collection|await*, chance to|2|of win|winning, could|can|to|2|4 win,
    win a|an|over|up|# .. #|cash|prize|ipod|holiday|voucher*|vip|nokia|dvd|free|award|week,
    claim|claims|collect .. prize|award|reward|cash|gift|voucher*|#|holiday|award, to|2 claim,
    claim code|ur|your|now|yr|this, gift voucher*, discount vouchers,
    free|weekly|monthly entry|draw|comp|competition|quiz, prize|weekly|todays|weekends|lucky draw*,
    draw|draws shows|4, weekly comp*, await|awaits|awaiting collection|you, lucky day|winner|number,
    unclaimed|unredeemed|redeemed, un redeemed, bonus|loyalty|reward points, cash balance|await*,
    complimentary .. holiday|ibiza|tenerife|trip|#|gift,
    final|last|2nd|second|3rd notice|attempt|chance .. claim|collect|contact|win|ur|your|u|you,
    tried|trying to|2 contact u|you|reach, ur balance, next question, quiz .. win|text|txt|send, enter .. draw|win,
    entered in|into|in2 .. draw|comp*, congrats|congratulations .. won|awarded|claim|ur, a|the|have winner,
    more|exciting prizes, cash prize, gewonnen, gewinner, gewinnspiel, ihr gewinn|preis
""")
_OWN = Phrases("""
    we|i|they|team|he|she|united|city|ours won|win, to win the? match|game|league|election|argument, win win
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """News of a prize, draw or award to be claimed."""
    own = reading.find(_OWN)
    spans = [span for span in reading.stated(_WON) if not reading.near([span], own, 0)]
    return [found for span in spans[:2] for found in at(reading, span, "A prize or draw for the reader.")]


SIGNAL = Signal(
    slug="prize",
    title="Prize, draw or award to claim",
    looks_for="News that the reader won, was selected or may claim an award, voucher or holiday, or should enter a "
    "draw. Silent where somebody tells of a game or match.",
    sources=(Source("US Federal Trade Commission", "Fake Prize, Sweepstakes, and Lottery Scams (consumer advice)"),),
    ground="fraud",
    weight=30,
    languages=("en", "de"),
    fires=(
        Example("Your number was awarded a guaranteed 900 cash prize. To claim, answer today."),
        Example("Sie haben gewonnen! Holen Sie Ihren Preis ab.", language="de"),
    ),
    silent=(
        Example("We won! Three to two, I am hoarse."),
        Example("He wants to win the game next week, poor him."),
        Example("Wir spielen morgen, gewinnen wäre schön.", language="de"),
    ),
    find=find,
)
