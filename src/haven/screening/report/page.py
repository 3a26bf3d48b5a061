"""The page as a whole: counts, then the ads that a person should look at.

Owns: what is shown and how much of it. Must not know: where the page goes.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from haven.runs.bad_rows import tell_bad_rows
from haven.runs.markup import Html, element, number, shortened, text
from haven.runs.page import page
from haven.screening.bulk import Screened, Shown
from haven.screening.catalogue import BY_SLUG
from haven.screening.measured import proven
from haven.screening.policy import Policy
from haven.screening.report.highlighting import Mark, marked

_OUTCOMES = {"publish": "published", "hold": "held", "refuse": "refused"}


@cache
def _style() -> str:
    return files("haven.screening.report").joinpath("report.css").read_text(encoding="utf-8")


def render(screened: Screened, *, title: str) -> Html:
    """The report as one HTML page."""
    notice = (
        f"Judged by “{screened.policy.title}”, version {screened.policy.version}. "
        "What is held is a lead, not an accusation: a person reads it before anything is decided."
    )
    body = (
        _overview(screened)
        + tell_bad_rows(screened.summary)
        + _counts(screened)
        + _limits(screened)
        + "".join(_ad(ad, screened.policy) for ad in screened.shown)
    )
    return page(f"Screening of {title}", notice, body, style=_style())


def _overview(screened: Screened) -> Html:
    whole = screened.summary["screened"]
    figures = {"screened": number(whole)}
    for outcome, count in screened.summary["outcomes"].items():
        share = f" ({100 * count / whole:.1f} %)" if whole else ""
        figures[_OUTCOMES[outcome]] = number(count) + share
    return element("dl", "".join(f"<div><dt>{k}</dt><dd>{v}</dd></div>" for k, v in figures.items()), class_="figures")


def _counts(screened: Screened) -> Html:
    policy, summary = screened.policy, screened.summary
    whys = {rule.id: rule.why for rule in policy.rules}
    queues = {slug: (policy.queues[slug].title, "") for slug in summary["queues"]}
    rules = {
        slug: (slug, whys.get(slug, "It could not be read or checked whole, so a person looks."))
        for slug in summary["rules"]
    }
    signals = {slug: (BY_SLUG[slug].title, "proven" if proven(slug) else "unproven") for slug in summary["signals"]}
    tables = (
        _table("Queues", summary["queues"], queues)
        + _table("Rules that decided", summary["rules"], rules)
        + _table("Signals", summary["signals"], signals)
    )
    return element("div", tables, class_="counts") if tables else "<p>No signal fired.</p>"


def _table(heading: str, counts: Mapping[str, int], told: Mapping[str, tuple[str, str]]) -> Html:
    rows = "".join(
        f'<tr><th scope="row">{text(told[slug][0])}</th><td data-value="{count}">{number(count)}</td>'
        f'<td class="soft">{text(told[slug][1])}</td></tr>'
        for slug, count in counts.items()
    )
    return f'<section><h2>{heading}</h2><div class="wide"><table>{rows}</table></div></section>' if rows else ""


def _limits(screened: Screened) -> Html:
    outcomes = screened.summary["outcomes"]
    waiting = outcomes["hold"] + outcomes["refuse"]
    if waiting == 0:
        return "<p>Nothing was held or refused.</p>"
    if waiting == len(screened.shown):
        return ""
    words = f"The {number(len(screened.shown))} most urgent of {number(waiting)} follow; all are in verdicts.parquet."
    return element("p", words, class_="note")


def _ad(ad: Shown, policy: Policy) -> Html:
    verdict = ad.verdict
    marks = [Mark(i, hit.start, hit.end) for i, hit in enumerate(verdict.hits, 1)]
    where = f" · {policy.queues[verdict.queue].title}" if verdict.queue else ""
    about = " · ".join(filter(None, (ad.id, ad.category, verdict.rule)))
    head = (
        f'<h2 dir="auto">{text(shortened(ad.text, 70))}</h2>'
        f'<p><b class="{verdict.outcome}">{_OUTCOMES[verdict.outcome]}</b>{text(where)} '
        f'<span class="soft">{text(about)}</span></p>'
    )
    told = f"<p>The poster is told: {text(verdict.ground.told)}</p>" if verdict.ground else ""
    words = element("blockquote", marked(ad.text, [mark for mark in marks if mark.start < mark.end]), dir="auto")
    return element("section", head + words + _reasons(ad) + told, class_="ad")


def _reasons(ad: Shown) -> Html:
    rows = "".join(
        f'<li value="{i}"><b>{text(BY_SLUG[hit.signal].title)}</b> <span class="soft">weight {hit.weight}</span> '
        f"{text(hit.why)}</li>"
        for i, hit in enumerate(ad.verdict.hits, 1)
    )
    failed = "".join(f"<li><b>{text(f.signal)}</b> {text(f.reason)}</li>" for f in ad.verdict.failures)
    return f"<ol>{rows}</ol>" + (f"<p>Could not be checked:</p><ul>{failed}</ul>" if failed else "")
