"""Signal: pay far above the market for work that asks for nothing."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source

HOURLY = 50.0
"""Dollars, euros, pounds or francs for an hour: well over twice what work without training pays anywhere."""

_NO_SKILL = Phrases("""
    no experience|skill|skills|qualification*|training|education|degree|interview|cv|resume,
    without experience|skills|qualification*|interview, anyone can, easy work|money|job, simple work|tasks|task,
    unskilled, few hours|minutes a|per, keine erfahrung|vorkenntnisse|ausbildung|qualifikation*,
    ohne erfahrung|vorkenntnisse|ausbildung|qualifikation*|bewerbung, jeder kann, leichte arbeit|tatigkeit,
    einfache arbeit|tatigkeit|aufgaben
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """An hourly rate above the limit, and a word that nothing need be known, in an ad for work."""
    if not work(reading) or not reading.has(_NO_SKILL):
        return []
    high = [amount for amount in reading.amounts if amount.hourly and amount.hourly >= HOURLY]
    return [Finding(amount.start, amount.end, "Pay far above the market for no skill.") for amount in high[:2]]


SIGNAL = Signal(
    slug="pay-far-above-market",
    title="Pay far above the market for no skill",
    looks_for="A rate that comes to 50 or more an hour of full-time work (dollars, euros, pounds, francs) in an ad for "
    "work that asks for no experience. Silent for trained work and for other currencies.",
    sources=(
        Source("International Labour Organization", "ILO Indicators of Forced Labour (deception)", 2012),
        Source("US Federal Trade Commission", "Job Scams (consumer advice)"),
    ),
    ground="labour-exploitation",
    weight=20,
    languages=("en", "de"),
    fires=(
        Example("Easy work from home, no experience. Earn $4,500 a week.", "jobs"),
        Example("Hotel staff wanted, no experience needed, 12,000 EUR per month.", "jobs"),
        Example("Mitarbeiter gesucht, ohne Vorkenntnisse, 3000 € pro Woche.", "jobs", language="de"),
    ),
    silent=(
        Example("Kitchen help wanted, no experience needed, $17 an hour and meals.", "jobs"),
        Example("Locum surgeon, 150 EUR per hour, board certified.", "jobs"),
        Example("Aushilfe gesucht, ohne Vorkenntnisse, 14 € pro Stunde.", "jobs", language="de"),
    ),
    find=find,
)
