"""Signal: payment only by ways that cannot be traced or called back."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_WAY = "moneygram|bitcoin*|btc|usdt|crypto*|ethereum|paysafecard*|paysafe|ukash"
_CARD = "gift|itunes|steam|amazon|play|ebay|apple card|cards|code|codes|voucher|vouchers|gutschein|gutscheine"
_PAY = "pay|paid|payable|payment*|deposit|send|fee|zahlung|bezahlung|zahlen|bezahlen|kaution"
_PAID_SO = Phrases(f"""
    {_PAY}|transfer|rent|money|funds .. {_WAY}, {_PAY} .. by|with|via|in|as|through|per|mit .. {_CARD},
    {_WAY} .. only|payment*|accepted|transfer|preferred|nur, {_CARD} .. only|payment*, only|nur .. {_WAY},
    western union, moneygram, wire transfer only, only .. wire transfer, nur per? uberweisung im voraus,
    in advance|upfront|beforehand .. by|via|per|with wire|wired, wire transfer .. in advance|beforehand|upfront,
    # gift|itunes|steam|amazon|apple card|cards, gift|itunes|steam card|cards .. code|codes|first|fee,
    zelle|venmo|cashapp|bizum|revolut|monzo|moneygram .. to|my|manager|advance|now|before|then,
    cash app before|b4|first, pay .. zelle|venmo|cashapp|monzo|revolut|usdt|btc, paypal friends|ff, by paypal friends,
    paid .. in usdt|crypto|bitcoin, paid|payment .. usdt|crypto, insists on bitcoin|crypto, wallet tx,
    bitcoin|crypto kiosk|atm|wallet, voucher code*, steam|itunes or itunes|steam vouchers, vouchers make|only,
    by voucher, mandat cash|urgent|compte, par coupon|coupons|pcs|transcash|neosurf, pcs|transcash|neosurf,
    coupon|coupons pcs|transcash|neosurf|recharge, en crypto, paye en crypto, virement instantane|immediat,
    echtzeituberweisung, sofortuberweisung, guthabenkarte*, paysafe*, no paypal, kein paypal, kein nachnahme,
    transferencia inmediata, por bizum, en criptomonedas, tarjeta|tarjetas regalo, western union, ria transfer,
    cash and local transfers not, cash in the? post|envelope, # in bar, in bar, paypal .. friends and family,
    pay|paid|send|transfer .. as friends and family,
    google|razer|apple play|gold|card|cards|code|codes .. pay|payment|fee|only,
    pay .. google play|razer|wise|worldremit|ria|remitly,
    send .. paysafe*|paysafecard*|code|codes .. by|via|to mail|message|whatsapp,
    crypto|bitcoin|usdt only|accepted|preferred, only crypto|bitcoin|usdt, sende|schicke .. code|codes|guthaben*,
    payer|paiement|regler .. pcs|transcash|neosurf|coupon|recharge*|crypto|bitcoin|western,
    pago|pagar|paga .. cripto*|bitcoin|western|moneygram|tarjeta|tarjetas regalo, zelle|cashapp|venmo only,
    only zelle|cashapp|venmo
""")
_WAYS = Phrases(f"""
    {_WAY}, {_CARD}, gift|itunes|steam|amazon|apple|google|play .. card|cards|code|codes, western union,
    wire|bank transfer, wire|wired, uberweisung, zelle, venmo, cash app, cashapp, bizum, monzo, revolut, voucher code*,
    vouchers, mandat cash|urgent, coupon|coupons, pcs, transcash, neosurf, crypto|bitcoin kiosk, usdt,
    echtzeituberweisung, transferencia inmediata, virement instantane, guthabenkarte*, friends and family
""")
_TRADE_IN = Phrases("""
    miner|mining|rig|hardware wallet, atm, exchange, meetup, course, book, wallet,
    western union building|office|location, selling|sell|unused|verkaufe .. gift|itunes|steam card|cards, cash or,
    or cash, or card, cards accepted, oder bar, bar oder
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A request to pay in such a way; silent where it is one choice beside cash or cards, or itself the goods."""
    goods = reading.find(_TRADE_IN)
    spans = [span for span in reading.stated(_PAID_SO) if not reading.near([span], goods, 4)]
    # The way alone is marked: what is paid for may be another signal's evidence.
    ways = [way for way in reading.find(_WAYS) for span in spans[:1] if span.first <= way.first < way.last <= span.last]
    return at(
        reading,
        ways[-1] if ways else next(iter(spans), None),
        "Payment is asked for in a way that cannot be called back.",
    )


SIGNAL = Signal(
    slug="untraceable-payment",
    title="Payment that cannot be called back",
    looks_for="Rent, deposit or price to be paid by money transfer services, gift cards, vouchers or coins, or by wire "
    "only. Silent where that is one choice beside cash or card, and where such things are what is sold.",
    sources=(
        Source("US Federal Trade Commission", "Avoiding and Reporting Gift Card Scams (consumer advice)"),
        Source("US Federal Trade Commission", "What To Know About Cryptocurrency and Scams (consumer advice)"),
    ),
    ground="fraud",
    weight=25,
    languages=("en", "de"),
    fires=(
        Example("Two-room flat. Deposit is paid with Amazon gift cards, photo of the code is enough.", "housing"),
        Example("You pay the courier in advance by wire transfer.", "goods"),
        Example("Nearly new camera, payment in USDT only.", "goods"),
        Example("Laptop wie neu, Bezahlung nur per Bitcoin.", "goods", language="de"),
    ),
    silent=(
        Example("Selling an unused Amazon gift card, 50, collect in person.", "goods"),
        Example("Bicycle, pay cash or bitcoin when you collect.", "goods"),
        Example("Never pay by Western Union for anything on this site.", "goods"),
        Example("Fahrrad, Bezahlung bar oder Bitcoin bei Abholung.", "goods", language="de"),
    ),
    find=find,
)
