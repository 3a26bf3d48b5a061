"""Signal: nobody may look at what is offered."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import work
from haven.screening.signal import Example, Finding, Signal, Source, at

_UNSEEN = Phrases("""
    no|not|without viewing|viewings|visit|visits|inspection, do|offer|allow no|not viewings|visits,
    cant|cannot|dont|not|wont do|offer|allow|have|arrange viewings|viewing|visits|visitors,
    dont|cant|cannot|not view|visit|inspect, cannot|cant|not be? viewed|visited|inspected|seen,
    no need to|for meet|inspect|come|view|viewing|see, no need for me to inspect|see,
    dont|not need to come|visit|see|view, not|no collection|pickup|pick up offered|possible|available,
    pickup|collection|viewing not offered|possible|available,
    street|house|exact|full number|address|location .. after|once|given|sent|released,
    address|location given|sent|released|shared .. in|after|night|later, pitch|door|unit number|code .. sent|given,
    by photo|photos|video|pictures only, pick .. by photo|video, drive by only,
    view|visit|see .. when you land|arrive|move, only see|look .. outside,
    mum|mother|parents not available|here .. see|seen, do|does not need to see|view it,
    i dont|wont need to see|inspect, you cant|cannot|can not visit, closed to visits|visitors, as bonded warehouse,
    your|the pictures convinced, bonded warehouse, kann|konnen|darf nicht besichtigt|angesehen|besucht werden,
    besichtigung|besichtigen|zeigen .. nach reservierung|geldeingang|zahlung|uberweisung,
    besichtigung|besichtigungen .. nicht moglich, keine besichtigung|besichtigungen|abholung|selbstabholung,
    nur versand, ohne besichtigung, pas|aucune|sans de? visite|visites, nous|on n'ouvrons|nouvrons|ouvre pas,
    visite|visiter .. apres|ensuite, fera visiter apres, visites impossibles, n'ouvrons|nouvrons pas,
    on se verra le jour, no se hacen|permiten|aceptan|realizan visitas, sin visita|visitas, visitas no,
    cerrado a visitas, la visita .. que viene|despues, no se puede|puedes visitar|ver, solo envio,
    virtual|video tour|viewing|viewings only, only by? video|virtual tour|viewing, cant|cannot show it|you|the|at,
    cannot be shown, not possible to view|visit|see|inspect,
    viewing|viewings|visits not|is|are possible|allowed|impossible|available, virtuelle besichtigung,
    besichtigung .. virtuell|per video|leider nicht, kann derzeit|leider|momentan nicht .. besichtigt|gezeigt,
    schlussel .. per post|kurier|dhl, visite virtuelle, visites .. impossibles|impossible|interdites, sans visite,
    cles|clefs envoyees|par|expediees, visita virtual, no es posible visitar|visitarlo|verlo|ver,
    llaves por|enviadas mensajeria|correo|courier, only delivered|delivery no pickup|collection
""")
_HONEST = Phrases("""
    by appointment, viewings on|every, after .. viewing, seen the photos, see it first,
    besichtigung nach absprache|vereinbarung, sur rendez vous, con cita, cita previa
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A visit or a collection that is refused, or an address that comes later, where no work is offered."""
    if work(reading) and not reading.category.startswith(("goods", "housing", "vehicles", "community")):
        return []
    honest = reading.find(_HONEST)
    spans = [span for span in reading.stated(_UNSEEN) if not reading.near([span], honest, 3)]
    return at(reading, spans[0] if spans else None, "Nobody may look at it first.")


SIGNAL = Signal(
    slug="not-to-be-seen",
    title="Nobody may look",
    looks_for="A viewing, a visit or a collection that is refused or comes after the money, or an address that is "
    "told later.",
    sources=(
        Source("Federal Trade Commission", "Rental Listing Scams (Consumer Advice)"),
        Source(
            "Better Business Bureau",
            "Puppy Scams: How Fake Online Pet Sellers Steal from Unsuspecting Pet Buyers",
            2017,
        ),
    ),
    ground="fraud",
    weight=20,
    languages=("en", "de", "fr", "es"),
    fires=(
        Example("Hot tub, crated. We can't do viewings, the pallet comes on Tuesday.", "goods"),
        Example("Holiday flat, exact location given after booking.", "housing"),
        Example("Holz ab Lager. Das Lager kann nicht besichtigt werden.", "goods", language="de"),
        Example("Studio meublé, aucune visite possible pour le moment.", "housing", language="fr"),
        Example("Estudio, no se hacen visitas.", "housing", language="es"),
    ),
    silent=(
        Example("Viewings every evening this week, or come and see it on Saturday.", "housing"),
        Example("Never pay for a flat that you cannot visit.", "community"),
        Example("Besichtigung nach Absprache, gern abends.", "housing", language="de"),
        Example("Visites samedi matin, sur rendez-vous.", "housing", language="fr"),
        Example("Visitas por la tarde, con cita previa.", "housing", language="es"),
    ),
    find=find,
)
