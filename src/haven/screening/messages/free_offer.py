"""Signal: something for the phone, free or half price."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_OFFER = Phrases("""
    free .. ringtone*|tone|tones|camcorder|music|link|nokia|motorola|mobile,
    free .. mobiles|handset|camera|texts|mins|minutes|msg|message|gift|entry,
    free .. upgrade*|trial|bluetooth|headset|video|sms|sample*|membership|week,
    free .. pic|pics|film|movie|game|games|ipod|delivery|tickets|spins, ringtone*, polyphonic*, poly tone|tones,
    mono .. poly, tone 4|for .. mob|mobile|phone,
    new|latest .. mobile|mobiles|nokia|handset|phones|phone .. free|call|txt|text,
    new|latest .. mobile|mobiles|nokia|handset|phones|phone .. update|reply|camera|delivered|deliveredtomorrow,
    camera|video|colour|color phone|phones|mobile|mobiles|handset|videophone*, videophone*,
    half price .. line|rental, line rental, had your mobile|phone, update to|now .. latest,
    free of charge .. offer, any network|time mins|minutes|network, anytime .. mins|minutes,
    unlimited text|texts|calls|mins, for free .. call|text|txt|reply, loyalty .. offer|upgrade|camera,
    sim card|only .. offer|free, first|1st week free, # wk|week|wks|weeks free, half price,
    special|todays|todays|great offer*, voucher|vouchers .. #|claim|shop, % off, # discount,
    discount code|voucher*, chance to .. free, subscribe*|subscribed .. mobile|service|content,
    mobile content service, sign up .. free, limited offer|time, new|# tones|tone, tones this|week,
    triple .. ringtone*, mobile club|music|content, mobile .. service|games|deluxe, buy .. replying|text|txt,
    hot|new downloads, call credit, details of great offers, save money .. at|on, brought to you by,
    choose from .. selection|items|range, national delivery, order follow|now, to use your credit,
    free credit|credits, gratis handy|klingelton*|sms
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Tones, handsets, minutes or other offers in the words of advertising."""
    spans = reading.stated(_OFFER)
    return [found for span in spans[:2] for found in at(reading, span, "An offer in the words of advertising.")]


SIGNAL = Signal(
    slug="free-offer",
    title="Free tones, handsets, vouchers",
    looks_for="Tones, handsets, minutes, vouchers or trials that are free or half price, in the words of advertising. "
    "People say some of it to each other: it counts with others only.",
    sources=(
        Source("Phone-paid Services Authority", "Code of Practice, 14th edition", 2016),
        Source(
            "US Federal Trade Commission",
            "Getting In and Out of Free Trials, Auto-Renewals, and Negative Option Subscriptions (consumer advice)",
        ),
    ),
    ground="fraud",
    weight=15,
    languages=("en", "de"),
    fires=(
        Example("A free ringtone for your phone, and a new one each week."),
        Example("Gratis Klingelton für jedes Handy.", language="de"),
    ),
    silent=(
        Example("Are you free on Sunday? My phone is nearly empty."),
        Example("Bist du Sonntag frei? Ruf mich auf dem Handy an.", language="de"),
    ),
    find=find,
)
