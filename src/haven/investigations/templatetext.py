"""A template as it is set on the page: constants plain, slots as numbered boxes with all their fillers."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from haven.findings.models import Template

_HUES = 8
_EMPTY = "(nothing)"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that each ad fills its own way: `fillers` with their counts, the most frequent first."""

    number: int
    hue: int
    fillers: tuple[tuple[str, int], ...]

    @property
    def shown(self) -> str:
        """What stands in the box: the most frequent filler."""
        return self.fillers[0][0]

    @property
    def tip(self) -> str:
        """All fillers on one line, for the pointer that rests on the box."""
        return " · ".join(f"{text} ×{count}" if count > 1 else text for text, count in self.fillers)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the template: constant words, or a slot."""

    constant: str = ""
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A template for the page: `rows` holds for each ad, by its number there, what it writes in each slot."""

    parts: tuple[Part, ...]
    slots: tuple[Slot, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    pk: int
    saved_bits: float
    share: float
    """How much of an average ad is constant, 0 to 1, counted in words."""


def words_of(template: Template) -> str:
    """The text of a template as one of its ads has it: what other ads are compared with."""
    said = [column.get("constant") or (column["fillers"] or [""])[0] for column in template.columns]
    return " ".join(" ".join(said).split())


def set_template(template: Template, numbers: Mapping[str, int]) -> TemplateText:
    """The stored columns as parts, slots and rows; `numbers` maps codes of ads to their numbers on the page."""
    parts: list[Part] = []
    filled: list[list[str]] = []
    words = 0
    for column in template.columns:
        if "constant" in column:
            parts.append(Part(constant=column["constant"]))
            words += len(column["constant"].split())
            continue
        fillers = [" ".join(filler.split()) or _EMPTY for filler in column["fillers"]]
        number = len(filled) + 1
        counted = tuple(Counter(fillers).most_common())
        parts.append(Part(slot=Slot(number, (number - 1) % _HUES + 1, counted)))
        filled.append(fillers)
    own = sum(len(filler.split()) for column in filled for filler in column if filler != _EMPTY)
    ads = ((numbers[ad], i) for i, ad in enumerate(template.ads) if ad in numbers)
    rows = tuple((number, tuple(column[i] for column in filled)) for number, i in sorted(ads))
    total = words + own / max(1, len(template.ads))
    return TemplateText(
        parts=tuple(parts),
        slots=tuple(part.slot for part in parts if part.slot),
        rows=rows,
        pk=template.pk,
        saved_bits=template.saved_bits,
        share=words / total if total else 0.0,
    )
