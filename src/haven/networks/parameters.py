"""The figures a sweep is run with. Owns: names, defaults, meaning. Must not know: how they are used."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What counts as belonging together.

    Attributes:
        region: ISO 3166 code by which phone numbers without a country code are read.
        min_bits: information (bits) two texts must share in the same order to be linked.
        min_share: the part of the shorter text's information that must be shared, 0..1.
        min_share_long: the same for the longer text, so that a snippet does not link every ad that holds it.
        hub_texts: a contact on more unrelated texts than this is a hub whatever their categories.
        photo_distance: largest Hamming distance, of 256 bits, at which two PDQ hashes show one photo.
        candidates: earlier look-alikes of one ad that are compared word by word.
        max_words: words of one ad that are compared; the rest is kept as evidence only.
        workers: threads (and processes for contacts); 0 takes what the machine has.
    """

    region: str = "US"
    min_bits: float = 45.0
    min_share: float = 0.40
    min_share_long: float = 0.20
    hub_texts: int = 128
    photo_distance: int = 31
    candidates: int = 6
    max_words: int = 1000
    workers: int = 0
