"""Signal: a voicemail, parcel or statement waits for the reader."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_WAITS = Phrases("""
    # new|missed|urgent voicemail|message|messages|msg|call|calls|text,
    new|urgent|important|missed voicemail|customer|message|service .. call|waiting|you,
    message|voicemail|parcel|package|delivery .. waiting|await*|held|pending,
    important customer|information|announcement, customer service announcement|annoncement|announcment,
    delivery waiting|failed|attempt*, make|made|attempted|missed a? delivery,
    arrange|reschedule|re .. delivery|schedule, tried to|2 deliver,
    parcel|package|shipment|delivery .. fee|customs|unpaid|address|link|track|tracking|redelivery|confirm,
    redeliver*|redelivery, account statement, statement for .. shows,
    your|ur|ure mobile|number|no .. charged|billed|credit|awarded, video|order .. with you shortly,
    order .. processed|processing|on its way, you|u have ordered, been billed|charged, you|u have .. billed,
    service .. ordered|delivered|credit, tone|ringtone order, ur|your order .. way|ref|reference,
    you|u are|r subscribed|entitled, entitled to|2 .. update|upgrade|compensation|claim|refund,
    paket|sendung .. wartet|gebuhr|zoll|zustellung|adresse|link, ihr|dein paket|sendung .. konnte|wartet
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Something that waits, could not be delivered, or was charged."""
    spans = reading.stated(_WAITS)
    return [found for span in spans[:2] for found in at(reading, span, "Something is said to wait for the reader.")]


SIGNAL = Signal(
    slug="waiting-message",
    title="Voicemail, parcel or statement waiting",
    looks_for="A voicemail, parcel, delivery, statement or charge that the reader knows nothing of and is to act on. "
    "Real carriers write so too: it counts with a number to call or a link.",
    sources=(
        Source("US Federal Trade Commission", "How To Recognize and Report Spam Text Messages (consumer advice)"),
        Source("Europol", "Internet Organised Crime Threat Assessment", 2023),
    ),
    ground="fraud",
    weight=20,
    languages=("en", "de"),
    fires=(
        Example("You have 1 new voicemail, act now."),
        Example("Ihr Paket wartet, Zollgebühr offen.", language="de"),
    ),
    silent=(
        Example("The parcel came this morning, thank you for sending it."),
        Example("Das Paket ist heute angekommen, danke dir.", language="de"),
    ),
    find=find,
)
