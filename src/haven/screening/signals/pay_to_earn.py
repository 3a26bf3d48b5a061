"""Signal: earning takes a deposit, a top-up or a level that is bought."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.signal import Example, Finding, Signal, Source, at

_TASK = Phrases("""
    task|tasks|survey|surveys|rate|rating|review|reviews|like|likes|click|clicks|vip|level|platform|app|online|seats,
    aufgaben|bewertungen|klicks|umfragen|bewerten, notes|noter|notation|avis|taches|sondages|telephone,
    tareas|encuestas|resenas|valorar|likes|desde casa
""")
_PAY_IN = Phrases("""
    top up your|the|their, more you top, vip# deposit, deposit # earn, more you top|deposit|invest|recharge,
    unlock|buy|activate .. vip|level|seat|tier|package, commission level,
    deposit|invest|put # .. earn|get|receive|withdraw, first buy|pay seat, withdraw any|daily|weekly,
    pay .. earn .. back, invite # get|earn, aufladen, guthaben aufladen|einzahlen, einzahlung .. verdienen|provision,
    level freischalten, recharge*|rechargez|recharges .. portefeuille|compte|wallet, plafond leve,
    depot .. gagner|gagnez, palier, recarga|recargas|recargar .. cuenta|monedero|saldo, deposita .. gana|ganas,
    pagas # de? alta, pagas .. y .. recuperas, mismo dia recuperas
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Small tasks, and money that the worker puts in to earn more."""
    paid_in = reading.stated(_PAY_IN)
    if not paid_in or not reading.has(_TASK):
        return []
    return at(reading, paid_in[0], "To earn, the reader first puts money in.")


SIGNAL = Signal(
    slug="pay-to-earn",
    title="Money in to earn money",
    looks_for="Small tasks on a phone or a platform, and a deposit, a top-up, a level or a seat that the worker buys "
    "to earn.",
    sources=(
        Source("Federal Trade Commission", "Paying to get paid: gamified job scams (Data Spotlight)", 2024),
        Source("Europol", "Internet Organised Crime Threat Assessment", 2024),
    ),
    ground="fraud",
    weight=30,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Thirty tasks a day; the more you top up your account, the higher your level.", "jobs"),
        Example("Bewertungen schreiben. Guthaben aufladen, dann steigt die Provision.", "jobs", language="de"),
        Example("Tu notes des hôtels, tu recharges ton portefeuille, plafond levé.", "jobs", language="fr"),
        Example("Tareas desde casa. Recarga tu saldo y gana el doble.", "jobs", language="es"),
    ),
    silent=(
        Example("Phone top-up vouchers at the kiosk; we need a helper for the till tasks.", "jobs"),
        Example("Paid survey of the university, twenty minutes, ten pounds in cash.", "jobs"),
        Example("Umfrage der Stadt, sechs Minuten, anonym.", "community", language="de"),
        Example("Enquête de la mairie, avis des habitants bienvenus.", "community", language="fr"),
        Example("Encuesta del ayuntamiento, cinco minutos.", "community", language="es"),
    ),
    find=find,
)
