"""Signal: the reader is asked for a code that was sent to them."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_CODE = Phrases("""
    send|tell|give|forward|read|share|text|need|what me|us .. code|otp|pin|digits,
    send|forward|share|tell .. code|otp .. me|us|back|here, code|otp .. i|we|just|got sent|text|texted|to you,
    sent .. you .. code|digits|otp, verification|verify|security|google|six|6 code|digit,
    prove|verify|check .. you are|youre .. real|human|not,
    gift|itunes|steam|amazon|google|play card|cards|voucher .. code|codes|photo|back|send|buy|numbers,
    buy|purchase|get .. gift|itunes|steam|google|amazon card|cards, code .. sms .. schick*|senden|sag*,
    schick|sende mir .. code|pin, gutscheinkarte*|gutscheincode*
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A one-time code, or the numbers of gift cards, asked of the reader."""
    return [found for span in reading.stated(_CODE)[:2] for found in at(reading, span, "A code is asked for.")]


SIGNAL = Signal(
    slug="code-request",
    title="Send me the code",
    looks_for="A one-time code sent to the reader's phone, or the numbers of gift cards, asked for by the other side. "
    "Silent for warnings never to share one, and for door codes.",
    sources=(
        Source(
            "US Federal Trade Commission",
            "What's a verification code and why would someone ask me for it? (consumer alert)",
        ),
        Source("US Federal Trade Commission", "Avoiding and Reporting Gift Card Scams (consumer advice)"),
    ),
    ground="fraud",
    weight=35,
    languages=("en", "de"),
    fires=(
        Example("I just sent you a six digit code, send me the code so I know you are real."),
        Example("Please buy three Steam cards and send the codes."),
        Example("Schick mir den Code, den du gerade bekommen hast.", language="de"),
    ),
    silent=(
        Example("Never share a verification code with anyone, we will not ask for it."),
        Example("The gate is open, ring twice."),
        Example("Das Tor ist offen, klingel zweimal.", language="de"),
    ),
    find=find,
)
