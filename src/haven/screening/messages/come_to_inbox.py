"""Signal: the reader is to write to a stranger, or to join and subscribe."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_JOIN = Phrases("""
    join|subscribe .. channel|here|link|fast, anyone|any .. interested|intrested|want|wants|having|online,
    interested .. contact|dm|msg|message|inbox|whatsapp, ping me now, for more details|info|information,
    contact ph|me|at|on .. #|details|link, kindly|pls contact, he|she can dm, dm me|for|only|buy|with|now,
    inbox me|now|for, pm me|for, msg me .. details|info|for|whatsapp|here, message me .. details|information|if,
    ask me how, click|tap .. link|here|below, this link, link below|above,
    contact|write|add .. whatsapp|telegram|wa|inbox|dm|private, whatsapp .. #, come inbox, only|serious dm,
    private|personal msg|message|inbox|pm, members|subscribers needed|need,
    need .. members|subscribers|sponsor|sponser, download .. app|software|application, register .. link|now|here,
    kindly|please join|subscribe|help .. channel
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Calls to join, subscribe or write in private."""
    spans = reading.stated(_JOIN)
    return [found for span in spans[:2] for found in at(reading, span, "The reader is to come elsewhere.")]


SIGNAL = Signal(
    slug="come-to-inbox",
    title="Come to my inbox or channel",
    looks_for="Calls to everybody to join, subscribe, register, or write to a stranger in private for details. Friends "
    "say some of it too: it counts with others only.",
    sources=(Source("US Federal Trade Commission", "Job Scams (consumer advice)"),),
    ground="contact-rules",
    weight=15,
    languages=("en",),
    fires=(
        Example("Subscribe to our channel, link below."),
        Example("Anyone interested, write in private inbox for more details."),
    ),
    silent=(
        Example("Shall we join the choir on Monday? They need a bass."),
        Example("Msg me when you are on the bus."),
    ),
    find=find,
)
