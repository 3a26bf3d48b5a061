"""Signal: money that comes easily, from strangers."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_INCOME = Phrases("""
    earn|earning|make|making .. #|money|cash|income .. daily|day|weekly|week|hour|hours|monthly,
    earn|earning|make|making .. #|money|cash|income .. month|online|home|mobile|phone|telegram|per,
    earn $*|₹*|extra|money|up|daily|big|rs|cash, earn .. online|income, make money online|daily|from|fast|with,
    earn money, interested in .. earning|making|money|investing|trading,
    passive|extra|monthly|online|daily|genuine income, work from|in home,
    genuine|simple|part job|work|business|earning*, part time .. full, no investment|risk,
    profit|profits|payout|return* .. of|with|from|# .. #|minimum|daily|guaranteed|invest*|trading,
    invest|investment|minimum .. #|profit*|trader|get, investing with,
    invest*|trade|trading .. earn|profit*|bitcoin|crypto|forex|platform|expert|account,
    bitcoin|btc|crypto|forex|binary .. trad*|invest*|profit*|mining|expert|platform, double your,
    recruiting people, get|getting paid .. daily|weekly|forex|crypto|online|instantly,
    per refer*|successful|referral|invite, refer .. earn|friends, invite|referral code|link, use my .. code|link,
    financial|your breakthrough|freedom, god bless|enlarge .. sir|trader|you .. profit*, genius trader,
    getting paid .. forex|weekly|daily, forex, explosive pick*, strong buy, stock|stocks pick*|alert*|tip*,
    up over #, vending machine, share .. profit*|profits, luxurious|luxury lifestyle, economic|financial empower*,
    money makers, earn|earning money|skill*|online, earning skills, referral system*, loot .. rs|#,
    trust|trusted him|platform|her .. last|money, platform thank, turned|changed my .. life|#,
    made|received|got|withdrew .. #|profit* .. from|in|with, geld verdienen, nebenverdienst,
    verdienen .. taglich|online|zu hause
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Promises of income, profit or pay for referring others."""
    spans = reading.stated(_INCOME)
    return [found for span in spans[:2] for found in at(reading, span, "Easy income is promised.")]


SIGNAL = Signal(
    slug="income-promise",
    title="Easy income, profit, referral pay",
    looks_for="Money a day or a week from home, profits on small stakes, pay for each friend who joins. Friends talk "
    "of jobs too: it counts with others only.",
    sources=(
        Source("US Federal Trade Commission", "Job Scams (consumer advice)"),
        Source("US Federal Trade Commission", "What To Know About Cryptocurrency and Scams (consumer advice)"),
    ),
    ground="fraud",
    weight=25,
    languages=("en", "de"),
    fires=(
        Example("Earn 400 daily from your phone, no investment."),
        Example("Geld verdienen von daheim, frag mich wie.", language="de"),
    ),
    silent=(
        Example("I earn less than my sister, but the work is fun."),
        Example("Er verdient gut und arbeitet viel.", language="de"),
    ),
    find=find,
)
