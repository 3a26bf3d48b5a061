"""What a report says of rows that were left out or not read whole. Must not know: how files are read."""

from collections.abc import Mapping
from typing import Any

from haven.runs.markup import Html, element, number, text


def tell_bad_rows(summary: Mapping[str, Any]) -> Html:
    """The kinds of faults with their counts, and the first rows by file and line; nothing where no row had one.

    `summary` is that of a run: `bad_rows` holds `kinds`, `first` and `left_out`.
    """
    told = summary.get("bad_rows")
    if not told or not told["kinds"]:
        return ""
    kinds = "".join(
        f'<tr><th scope="row">{text(what)}</th><td data-value="{count}">{number(count)}</td></tr>'
        for what, count in told["kinds"].items()
    )
    rows = "".join(f"<li>{text(row)}</li>" for row in told["first"])
    more = sum(told["kinds"].values()) - len(told["first"])
    rest = f"<p>and {number(more)} more of these kinds</p>" if more > 0 else ""
    lost = told["left_out"]
    left_out = f"Left out: {number(lost)} of {number(summary['rows'])} rows." if lost else "No row was left out."
    listed = f"<details><summary>Which rows</summary><ul>{rows}</ul>{rest}</details>"
    table = element("div", f"<table>{kinds}</table>", class_="wide")
    return element("section", f"<h2>Faults in the files</h2><p>{left_out}</p>{table}{listed}", id="faults")
