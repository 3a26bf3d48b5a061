"""Signal: the reader is to leave the site for a messenger."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_MESSENGER = "telegram|whatsapp|viber|wechat|kik|hangouts|snapchat"
_LEAVE = Phrases(f"""
    only .. {_MESSENGER}, {_MESSENGER} .. only, nur .. {_MESSENGER}, {_MESSENGER} .. nur,
    contact|message|text|write|add|dm|msg|reach me|us .. {_MESSENGER}, write|contact|message on|via|by {_MESSENGER},
    schreib|schreiben|melde|melden .. per|uber|auf|bei|via .. {_MESSENGER},
    message|msg|text|add|dm .. on|via telegram|whatsapp|signal|snap|snapchat, add snap, groupe telegram|whatsapp,
    grupo de telegram|whatsapp, on signal from|only, escribe|escribeme|contacta .. whatsapp|telegram,
    contactez|ecrivez .. whatsapp|telegram, app only, green app, go to my other page, dm only, por telegram|whatsapp,
    sur telegram|whatsapp, held on signal|telegram|whatsapp, text .. to #
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A call to write on a messenger."""
    spans = reading.stated(_LEAVE)
    return at(reading, spans[0] if spans else None, "The reader is to leave the site for a messenger.")


SIGNAL = Signal(
    slug="messenger-only",
    title="Off to a messenger",
    looks_for="A call to write on a messenger, or there only. Many honest people prefer one: the weight is very low.",
    sources=(Source("US Federal Trade Commission", "Job Scams (consumer advice)"),),
    ground="contact-rules",
    weight=10,
    languages=("en", "de"),
    fires=(
        Example("Contact me on Telegram for the details.", "jobs"),
        Example("Nur per WhatsApp, keine Anrufe.", "jobs", language="de"),
    ),
    silent=(
        Example("Building app: tenants share a WhatsApp group for parcels.", "housing"),
        Example("Telegram style address plate, antique.", "goods"),
        Example("Alte Telegramme aus einer Sammlung.", "goods", language="de"),
    ),
    find=find,
)
