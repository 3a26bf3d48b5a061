"""Signal: sexual services are offered in plain words."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.reading import Reading
from haven.screening.scenes import sex_plain
from haven.screening.signal import Example, Finding, Nature, Signal, Source, at


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """A plain name of a sexual service that the ad does not rule out."""
    spans = sex_plain(reading)
    return at(reading, spans[0] if spans else None, "Sexual services are named and not ruled out.")


SIGNAL = Signal(
    slug="sexual-services",
    title="Sexual services offered",
    looks_for="A plain name of a sexual service. Silent where the ad rules it out. It states a fact under the site's "
    "rules, which have no category for such services; it is never read as exploitation, and adds to no group that is.",
    sources=(
        Source(
            "United States Code", "18 USC 2421A (Allow States and Victims to Fight Online Sex Trafficking Act)", 2018
        ),
    ),
    ground="sexual-services",
    nature=Nature.RULE_FACT,
    weight=40,
    languages=("en", "de"),
    fires=(
        Example("Relaxing evening with erotic massage, call for my hours.", "services"),
        Example("Erotische Massage in privater Wohnung, Termine nach Absprache.", "services", language="de"),
    ),
    silent=(
        Example("Deep tissue massage by a licensed therapist. No erotic massage, please do not ask.", "services"),
        Example("1998 Ford Escort, one owner, full service history.", "vehicles"),
        Example("Klassische Massage in der Praxis, keine erotische Massage.", "services", language="de"),
    ),
    find=find,
)
