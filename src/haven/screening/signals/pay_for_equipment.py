"""Signal: a job for which the worker first buys something."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_BUY = Phrases("""
    buy|purchase|order|pay .. starter|training|work|welcome|home kit|kits|package|pack|materials,
    buy|purchase|order .. equipment|laptop|software|materials|tools from|through our? us|vendor|supplier|shop,
    pay .. for .. equipment|training|software|certificate|certification|background|uniform,
    equipment|laptop|training|kit|uniform|background deposit|fee|cost*,
    starterpaket|startpaket .. kaufen|bezahlen|zahlen|kosten|kostet, kaufen .. starterpaket|ausrustung,
    schulungsgebuhr|schulungskosten, buy .. the? macbook|laptop|software|phone|portfolio|license|licence|seat|kit,
    materialpaket|starterset gegen|fur|kaufen|#, mandatory portfolio|kit|training|course, buy the mandatory,
    seat license|licence, security clearance|dbs|vetting|background|referencing #, pack #, high vis pack,
    kit uniforme|formation #, module obligatoire, schutzgebuhr|materialkosten|nachnahme, you have to buy,
    you purchase at, gift card inventory, inscription .. module|formation .. #,
    kit de inicio|material .. comprar|pagar|#, curso obligatorio|previo
""")
_FIRST = Phrases("""
    refund*|reimburse*|returned|paid back, before .. start|starting|begin|interview|first, upfront, up front,
    in advance, first paycheck|salary|pay|wage|wages, one time, required, vorab, im voraus,
    erstattet|zuruckerstattet|zuruck, vor arbeitsbeginn, comped, we reimburse, reimburse, back in your? first,
    mandatory, obligatoire, approved vendor, nachnahme, ruckkauf, deposit it, mail you a, only today, after you buy,
    partenaire, obligatorio, devuelve*
""")
_EMPLOYER = Phrases("""
    we|company|employer provide|provides|supply|supplies|pay|pays|cover|covers, provided|paid|covered by|free,
    at our expense, wir stellen|zahlen|ubernehmen, gestellt, kostenlos
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Something to buy from or through the employer first, in an ad for work; silent where the employer pays."""
    if not work(reading):
        return []
    buys = [span for span in reading.stated(_BUY) if not reading.near([span], reading.find(_EMPLOYER), 4)]
    return at(reading, reading.near(buys, reading.stated(_FIRST), 12), "The worker is to buy something before the job.")


SIGNAL = Signal(
    slug="pay-for-equipment",
    title="Buy equipment or training to get the job",
    looks_for="A kit, equipment, training or check that the worker pays for first, often with a promise of refund, in "
    "an ad for work. Silent where the employer provides or pays.",
    sources=(
        Source("US Federal Trade Commission", "Job Scams (consumer advice)"),
        Source("US Federal Trade Commission", "How To Spot, Avoid, and Report Fake Check Scams (consumer advice)"),
    ),
    ground="fraud",
    weight=30,
    languages=("en", "de"),
    fires=(
        Example("Work from home: buy the starter kit for 120, refunded with your first paycheck.", "jobs"),
        Example("Heimarbeit: Sie kaufen das Starterpaket vorab, es wird später erstattet.", "jobs", language="de"),
    ),
    silent=(
        Example("Work from home. We provide the laptop and pay for your training before you start.", "jobs"),
        Example("Carpenter wanted, bring your own hand tools.", "jobs"),
        Example("Heimarbeit, das Material wird gestellt.", "jobs", language="de"),
    ),
    find=find,
)
