"""A template as text: constants plain, slots as coloured boxes, the ads below. Must not know: scores, networks."""

from collections import Counter

from haven.networks.result import Slot, Template
from haven.runs.markup import Html, element, number, shortened, text

_HUES = 8
_FILLERS = 12
_ROWS = 25


def _box(slot: Slot, place: int) -> Html:
    counts = Counter(shortened(filler, 80) for filler in slot.fillers)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = [f"{text(words or '(nothing)')} <b>×{count}</b>" for words, count in ranked[:_FILLERS]]
    if len(ranked) > _FILLERS:
        rows.append(f"and {len(ranked) - _FILLERS} more")
    label = shortened(next((words for words, _ in ranked if words), "…"), 28)
    other = f" <small>+{len(ranked) - 1}</small>" if len(ranked) > 1 else ""
    listed = element("span", "<br>".join(rows), class_="fillers", role="tooltip")
    return element("span", f"{text(label)}{other}{listed}", class_=f"slot hue-{place % _HUES + 1}", tabindex="0")


def draw_template(template: Template) -> Html:
    """The template, and its first ads slot by slot."""
    slots = [column for column in template.columns if column.constant is None]
    places = {id(slot): place for place, slot in enumerate(slots)}
    parts = [
        _box(column, places[id(column)]) if column.constant is None else text(column.constant)
        for column in template.columns
    ]
    head = element("p", " ".join(parts), class_="template", dir="auto")
    saved = f"{len(template.ads)} ads written from it · {number(template.saved_bits)} bits saved"
    return head + element("p", saved, class_="soft") + (_rows(template, slots) if slots else "")


def _rows(template: Template, slots: list[Slot]) -> Html:
    names = "".join(f'<th class="hue-{k % _HUES + 1}" scope="col">slot {k + 1}</th>' for k in range(len(slots)))
    rows = "".join(
        f'<tr><th scope="row">{text(ad)}</th>'
        + "".join(f'<td dir="auto">{text(shortened(slot.fillers[i], 60))}</td>' for slot in slots)
        + "</tr>"
        for i, ad in enumerate(template.ads[:_ROWS])
    )
    table = f'<table><thead><tr><th scope="col">ad</th>{names}</tr></thead><tbody>{rows}</tbody></table>'
    rest = len(template.ads) - _ROWS
    more = element("p", f"and {rest} more ads: see templates.parquet", class_="soft") if rest > 0 else ""
    return element("div", table, class_="wide") + more
