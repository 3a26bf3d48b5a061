"""Signal: forged or traded official papers."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import offered
from haven.screening.signal import Example, Finding, Nature, Signal, Source, at

_GOODS = Phrases("""
    fake|forged|counterfeit|novelty passport*|license|licenses|licence|licences|visa|id|ids|diploma*|certificate*,
    registered passport*,
    fake|forged driving|drivers|driver|id|identity|birth|residence license|licence|card*|certificate*,
    buy|sell|selling|order|purchase .. real|registered|genuine|original|authentic .. passport*|license|licence|id,
    buy|sell|selling|order|purchase .. real|registered|genuine|original|authentic .. permit*|diploma*,
    passport|passports|diploma|diplomas .. for sale,
    driving|drivers|driver license|licence|licenses|licences .. for sale,
    license|licence|permit|certificate|diploma without|no .. exam*|test|tests,
    ielts|toefl .. without|no .. exam*|test|tests, gefalscht* .. pass|ausweis|fuhrerschein|zeugnis|impfpass,
    fuhrerschein|reisepass|personalausweis|aufenthaltstitel|zeugnis|diplom .. kaufen|verkaufe|bestellen,
    fuhrerschein|sprachzertifikat|diplom ohne prufung*, kaufen .. reisepass|personalausweis|aufenthaltstitel,
    documents made to order, we issue .. id|ids|licence|licences|permits|diplomas,
    registered id|ids|driving|licence|licences,
    id|ids|licence|licences|permits|diplomas|certificate|certificates .. pass database|register|check,
    pass database check, we|someone sit|sits|take|takes it|your|the test|exam|theory|for,
    test|theory|exam .. we sit|take it, lookalike .. earpiece|test|matched, tiny earpiece,
    b1|ielts|toefl|cscs certificate|card|score .. centre|center|genuine|without|guaranteed, genuine centre,
    payslips|payslip|references|reference made|template|edited|to order, mot|vaccine certificate|pass|card no|without,
    fake|edited payslip*|bank|statement*, experience letter .. provided|made,
    permis .. enregistre|sans examen|prefecture, permis carte grise|identite .. sur demande,
    faux papiers|permis|diplome*|passeport*, fiches de paie .. modele|nom|demande, justificatifs sur demande|mesure,
    arrets maladie|arret maladie .. modele|nom|demande, diplome sans|garanti .. examen*, tout modele a votre nom,
    fuhrerschein|ausweise|zeugnisse registriert|echt|ohne|original .. prufung|kba|eintrag, registrierter fuhrerschein,
    gehaltsabrechnung* .. erstellt|auf bestellung, krankschreibung* .. ohne|kaufen|arzt,
    carnet|permiso de conducir .. sin|registrado|examen,
    titulo|diploma|dni|nie|pasaporte .. falso|original|registrado .. sin, documentos registrados|falsos,
    certificado .. sin examen|ir, nominas .. a medida|falsas, te hacemos el examen, examen .. por ti,
    take|buy your|the|penalty points, points .. licence .. taken|take|removed, blue badge .. sale|without|buy,
    degree|degrees .. buy|for sale|without|verified|no,
    vaccine|vaccination card|pass|certificate .. without|sale|blank|registered,
    fit|sick note|notes .. without|sale|doctor|made, mot .. without test|bringing,
    no test|exam|lessons needed|required .. licence|certificate,
    genuine|original|real|registered certificate*|diploma*|licence*|passport* .. without|no|any|database,
    attestation* .. sans|fausse|faux|modele, points permis .. recuper*|vend*, carnet .. sin examen|examenes,
    certificado* .. medico|vacunacion sin, punkte in flensburg .. ubernehme|verkaufe|kaufe,
    impfpass|impfzertifikat .. ohne|kaufen|eintrag, attest .. ohne arzt|untersuchung
""")
_OTHER_THINGS = Phrases("""
    photo*, cover|covers|holder|wallet|case, prop|props, liquor license, software, plate*|frame,
    ohne fuhrerschein fahren|fahrbar|zu, fahrzeug|roller|auto|mofa|moped|microcar|fahrbar|fahren, hulle, foto*,
    passfoto*, kopie*, copy, check*, detect*, tasche, course, curso, cours, formation, lessons, teacher, tutor,
    preparation, prepare, preparacion, preparation*, free tax, leaflet, register, council
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """Such goods on offer, and no word beside them that makes them something else."""
    spans = offered(reading, _GOODS, _OTHER_THINGS)
    return [found for span in spans[:3] for found in at(reading, span, "Official papers seem to be on offer.")]


SIGNAL = Signal(
    slug="official-documents",
    title="Official papers for sale",
    looks_for="A passport, licence, permit or certificate that is sold, forged, or had without examination. "
    "Silent for photos, covers, help with forms, and papers that a job or a rental asks to see.",
    sources=(Source("Europol", "European Union Serious and Organised Crime Threat Assessment", 2021),),
    ground="prohibited-goods",
    nature=Nature.RULE_FACT,
    weight=40,
    languages=("en", "de"),
    fires=(
        Example("Registered passport and drivers licence for sale, fast delivery.", "services"),
        Example("IELTS certificate without exam, order by message.", "services"),
        Example("Führerschein kaufen ohne Prüfung, Lieferung in einer Woche.", "services", language="de"),
    ),
    silent=(
        Example("Passport photos while you wait, order online.", "services"),
        Example("Handmade leather passport cover for sale.", "goods"),
        Example("Driver wanted; licence required, no exam or test on the day.", "jobs"),
        Example("Kleinwagen zu verkaufen, Fahren mit Führerschein Klasse B.", "vehicles", language="de"),
    ),
    find=find,
)
