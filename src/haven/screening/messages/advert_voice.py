"""Signal: many words of selling in one message."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

ENOUGH = 3

_SELLING = Phrases("""
    offer|offers, special, sale|sales, price|prices|priced, buy|purchase, order|orders, available,
    service|services, customer|customers, customer service|care, dear customer|user|member|subscriber|sir|valued,
    member|members|membership, subscriber*|subscribe|subscription, visit, website|www|http|https|com|uk|net|org,
    download, install, app|application, channel, bonus, deposit, invest*, trading|trader|trade, profit*,
    course|courses|classes, admission*, followers, loan|loans,
    job|jobs|vacancy|vacancies|recruit*|hiring|internship, salary, earn|earning, income, promotion|promo,
    discount*, voucher*, coupon*, code, free, guarantee*, cash, credit|credits, win|winner|won|prize,
    award*|reward*, claim, congratulations|congrats, urgent, urgently, limited, hurry, exclusive, latest, new,
    brand, quality, cheap|cheapest|lowest, best, top, unlimited, mobile|mobiles|handset|phones,
    ringtone*|tones|polyphonic, camera|video|videos, text|txt, reply, call, contact, details|info|information,
    click|link, register|registration|login, join, entry|entered|enter, competition|quiz|draw|lottery,
    weekly|wkly|monthly|daily, per, rate|rates, mins|minutes, landline, operator|network|orange|vodafone,
    nokia|motorola|samsung, tariff*, upgrade*|update, delivery|delivered, complimentary, holiday*, tickets, club,
    chat|dating|singles, adult|xxx|sexy, account|accounts, premium, paid|payment|payments,
    paytm|upi|bitcoin|btc|crypto|forex, dm|inbox|pm, whatsapp|telegram, trusted|genuine, seller|sellers,
    deal|deals, interested, opportunity, business|company, online, required|needed,
    insurance|mortgage|debt*|compensation, charged|charge|charges|cost|costs, stop|unsubscribe|optout,
    terms|tcs|apply, expires|valid, box, help
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """So many different words of selling that they are a good part of the message."""
    spans = list(reading.different(reading.find(_SELLING)).values())
    if len(spans) < ENOUGH or len(spans) * 9 < len(reading.words):
        return []
    return [found for span in spans[:ENOUGH] for found in at(reading, span, "One of many words of selling.")]


SIGNAL = Signal(
    slug="advert-voice",
    title="The voice of an advertisement",
    looks_for="At least three different words of selling, one in nine words or more. People who agree on a sale use "
    "them as well, so it counts only beside a mark of a trick.",
    sources=(
        Source("US Federal Trade Commission", "How To Recognize and Report Spam Text Messages (consumer advice)"),
    ),
    ground="fraud",
    weight=10,
    languages=("en",),
    fires=(Example("Special offer for members: order the brand new lamp online, free delivery."),),
    silent=(
        Example("I would buy the lamp if my sister had not just got one like it, sorry about that."),
        Example("See you at the club."),
    ),
    find=find,
)
