"""Signal: work for a bed, a meal or a promise."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_UNPAID = Phrases("""
    unpaid|free trial|probation week*|month*|period, trial|probation .. without|no pay|wage|wages|salary,
    first|trial week*|month* .. unpaid|without|no, work .. for food|lodging|bed|board|accommodation|room,
    food|meals|bed|room|lodging .. instead of pay|wages|salary|money,
    in exchange for? work|working|housework|cleaning|childcare, exchange for food|accommodation|lodging|bed|room,
    no|without wage|wages|salary .. first|season|until, pay|paid|wages|salary .. end of|after .. contract|season|year,
    wages|pay|salary .. when you leave|finish, ohne lohn|bezahlung .. probe*|monat|wochen,
    unbezahlte probe*|woche|wochen, kost und logis statt|anstatt lohn|bezahlung, arbeit|arbeiten gegen kost|unterkunft,
    lohn .. am ende|nach .. saison|vertrag*, no wage as such|but|wages, pocket money,
    pay|paid|wages collected|collect at|end, pay collected at end, bed .. in return, bed food in return,
    food in return, hold|keep|withhold .. first|two|three months|month|wages|weeks|pay, a month after the first,
    days|weeks unpaid, takes # days unpaid, # days unpaid, then i give, until she|he pass|passes|dies, tenner a day,
    # a day plus|and, pay after you finish, you dont|don't eat, earn your keep, paid when .. finished|done|sold,
    depend|depends on quota|sales, meet your quota, die ersten|beiden|zwei|drei monate behalten|einbehalten|ohne,
    behalten wir als sicherheit, als sicherheit ein, lohn .. einbehalten|zuruck, kost und logis frei,
    taschengeld statt, paye au mois quand, paye .. quand|lorsque .. fini|finie|vendu|termine, pas de salaire,
    salaire .. a la fin|retenu|plus tard, nourri loge .. contre|sans|en echange, contre hebergement|logement,
    ganas segun, segun lo simpatica|simpatico|que, sueldo|pago .. al final|cuando termine|acabe,
    a cambio de .. comida|cama|techo|alojamiento, comida y cama, sin sueldo|paga|salario,
    los primeros|primer mes|meses sin|gratis, no pay|salary|wages|wage for|during|in the|your first,
    first month|week|weeks|months free|unpaid|no|without|withheld|held,
    wages|salary|pay held|kept|withheld|saved until|for|by,
    paid|pay|wages when|after you|the leave|leaves|season|harvest|contract, only food|tips|room|bed,
    probearbeit .. unbezahlt|ohne, lohn .. nach|erst abreise|ende|saison|ernte,
    salaire .. bloque|garde|verse|paye a|en fin|depart, premier mois .. non|sans|gratuit,
    sueldo .. retenido|guardado|final|irte, primer mes .. sin|gratis|prueba
""")
_HONEST = Phrases("""
    volunteer*, internship, intern, charity, students, student, exchange year|programme, hostel|farm stay,
    cultural exchange, au pair, ehrenamt*, freiwillig*, praktikum
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Unpaid trials, pay in kind, or pay at the end only, in an ad for work that is no volunteering."""
    if not work(reading) or reading.has(_HONEST):
        return []
    return at(reading, next(iter(reading.stated(_UNPAID)), None), "Work that is paid late, in kind or not at all.")


SIGNAL = Signal(
    slug="work-without-pay",
    title="Work for a bed or a promise",
    looks_for="Unpaid trial weeks, a bed instead of wages, or wages at a contract's end, in an ad for work. Silent "
    "for volunteering, internships and au pairs.",
    sources=(
        Source("International Labour Organization", "ILO Indicators of Forced Labour (withholding of wages)", 2012),
    ),
    ground="labour-exploitation",
    weight=25,
    languages=("en", "de"),
    fires=(
        Example("Kitchen staff wanted, the first month is a trial without pay.", "jobs"),
        Example("Workers needed, food and a bed instead of wages until spring.", "jobs"),
        Example("Helfer gesucht, unbezahlte Probewochen, Lohn am Ende der Saison.", "jobs", language="de"),
    ),
    silent=(
        Example("Volunteers wanted for the food bank, meals provided.", "community"),
        Example("Kitchen staff wanted, paid weekly, paid trial shift.", "jobs"),
        Example("Helfer gesucht, Probearbeit wird bezahlt.", "jobs", language="de"),
    ),
    find=find,
)
