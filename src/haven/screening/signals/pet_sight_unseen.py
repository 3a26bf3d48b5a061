"""Signal: an animal that nobody may visit, or that comes by courier against money in advance."""

from collections.abc import Iterable

from haven.screening.context import Context
from haven.screening.phrases import Phrases
from haven.screening.reading import Reading
from haven.screening.scenes import home
from haven.screening.signal import Example, Finding, Signal, Source, at

_PET = Phrases("""
    puppy|puppies|pup|pups, kitten|kittens, dog|dogs, cat|cats, parrot|parrots|macaw*, litter, pet|pets, terrier*,
    bulldog*, pomeranian*, poodle*, chihuahua*, retriever*, welpe|welpen, hund|hunde, katze|katzen|katzchen, kitten,
    gelding|racehorse|horse|foal|pony, yorkie*, bulldog*, chiot|chiots|chaton|chatons|chien|chiens|chat,
    cachorro|cachorros|gatito|gatitos|perro|perros|gato, spitz, camada, portee, babys|babies|bebes
""")
_UNSEEN = Phrases("""
    cannot|cant|not|unable|no .. visit|visits|visiting|see|meet|show|view .. them|him|her|it,
    cannot|cant|not|unable|no .. visit|visits|visiting|see|meet|show|view .. litter|puppies|home|person,
    no visits|visiting|visitors|viewing*, visit|visits|viewing .. not possible|allowed,
    you|we|i cannot|cant visit|see|show, besuch|besichtigung .. nicht moglich, kein besuch, keine besichtigung,
    nicht besuchen|besichtigen|ansehen, dont|not need to come, mum|mother not available, van,
    meet|met at services|station, closed to|for visits, cerrado a visitas, pas|n'ouvrons|nouvrons .. maison,
    kein besuch, you cant|cannot visit, quarantine yard, by photo
""")
_SENT = Phrases("""
    courier*, pet agency|transport|shipping|delivery|courier, flight nanny, air freight|cargo, airfreight, airport,
    ship|shipped|shipping|send .. to you|your|door|home|anywhere|airport,
    sent|deliver|delivered|delivery|transported .. to you|your|door|home|anywhere|airport, crate|kennel, tiertransport,
    spedition, kurier, versand|verschickt, flight|fly|flown, they come to your airport, crate, ferry, transporter,
    van, livreur animalier, livraison, envio a toda, furgoneta|furgon, chofer, mandamos
""")
_AHEAD = Phrases("""
    in advance, upfront, up front, beforehand, before delivery|shipping|collection|they|he|she|we|it, first,
    refundable, insurance|vaccination|crate|customs|delivery|shipping|transport|courier fee|deposit|cost|costs,
    pay|cover|send .. courier|transport|shipping|delivery|crate|flight|insurance, vorab, im voraus, vorkasse,
    uberweisen .. transport|kurier|versicherung, deposit|# holds|secures|reserves,
    just pay|cover the? flight|ferry|transport|crate|insurance, pay the flight|crate|insurance,
    versez|versement|acompte|coupon, numero de reservation, ingreso|senal|deposito .. reserva|sale,
    en cuanto haya ingreso, por gastos, takes payments
""")


def find(reading: Reading, _context: Context) -> Iterable[Finding]:
    """An animal, and two of three: nobody may visit it, it is sent, money comes first."""
    if home(reading) or not (reading.category.endswith("pets") or reading.has(_PET)):
        return []
    unseen, sent, ahead = reading.find(_UNSEEN), reading.stated(_SENT), reading.stated(_AHEAD)
    if unseen and (sent or ahead) and reading.has(_PET):
        return at(reading, unseen[0], "Nobody may visit the animal before it is paid for or sent.")
    return at(reading, reading.near(sent, ahead, 8), "The animal is sent against money in advance.")


SIGNAL = Signal(
    slug="pet-sight-unseen",
    title="An animal that nobody may visit",
    looks_for="A pet that cannot be visited and is sent or paid for ahead, or one whose courier, crate or insurance is "
    "paid in advance. Silent where people come and meet it, and for travel crates for sale.",
    sources=(
        Source(
            "Better Business Bureau",
            "Puppy Scams: How Fake Online Pet Sellers Steal from Unsuspecting Pet Buyers",
            2017,
        ),
    ),
    ground="fraud",
    weight=30,
    languages=("en", "de"),
    fires=(
        Example("Two puppies for a good home. You cannot visit them, a courier brings them to you.", "pets"),
        Example("Kittens: pay the courier in advance, they arrive the next day.", "pets"),
        Example("Welpen abzugeben, Besuch leider nicht möglich, Versand per Kurier.", "pets", language="de"),
    ),
    silent=(
        Example("Four puppies, come and meet them with their mother. Collection only, cash.", "pets"),
        Example("Dog crate for sale, fits a car boot.", "pets"),
        Example("Welpen suchen ein Zuhause, Besuch nach Absprache gern.", "pets", language="de"),
    ),
    find=find,
)
