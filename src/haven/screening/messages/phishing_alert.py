"""Signal: a bank, shop or office warns, and a link or number is near."""

import re
from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_ALERT = Phrases("""
    account|card|profile|access|netflix|paypal|apple|amazon|bank .. suspended|locked|limited|blocked,
    account|card|profile|access|netflix|paypal|apple|amazon|bank .. restricted|expired|deactivated|hold|closed,
    unusual|suspicious|unauthorised sign|login|log|activity|payment|transaction|device,
    unauthorized|unrecognised|new sign|login|log|activity|payment|transaction|device,
    verify|confirm|update|validate .. account|identity|details|information|card|payment|billing,
    tax|council|hmrc|irs|energy|stimulus refund|rebate|payment, refund .. eligible|pending|claim|due|owed,
    you|we owe .. refund, toll|penalty|fine .. unpaid|outstanding|due|pay, payee .. added|was|not,
    pending payment|refund|parcel, security alert|update|reasons,
    konto .. gesperrt|eingeschrankt|bestatigen|verifizieren, karte .. gesperrt, steuererstattung
""")
_ACT = re.compile(
    r"https?://|\bwww\.|\b[a-z0-9-]{2,40}\.(?:com|net|info|org|top|xyz|co|uk|example|test|de|link|online|site)\b"
    r"|\b(?:call|ring) |\bclick\b|\btap\b|\bvia\b|\breply\b"
)


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """An alarm about an account, payment or refund, and a way to act on it in the same message."""
    if not reading.matches(_ACT):
        return []
    return [found for span in reading.stated(_ALERT)[:2] for found in at(reading, span, "An alarm that asks to act.")]


SIGNAL = Signal(
    slug="phishing-alert",
    title="Alarm about an account or refund",
    looks_for="An account said to be locked, a payment to be confirmed, a refund or fine, with a link or a number in "
    "the same message. Silent where people talk of their bank without one.",
    sources=(
        Source("US Federal Trade Commission", "How To Recognize and Avoid Phishing Scams (consumer advice)"),
        Source("Europol", "Internet Organised Crime Threat Assessment", 2023),
    ),
    ground="fraud",
    weight=35,
    languages=("en", "de"),
    fires=(
        Example("Your account is suspended, verify your details at www.bank-check.example today."),
        Example("Ihr Konto wurde gesperrt, hier bestätigen: www.konto-pruefung.example", language="de"),
    ),
    silent=(
        Example("My bank locked my card again, the queue was endless."),
        Example("Mein Konto ist wieder offen, alles gut.", language="de"),
    ),
    find=find,
)
