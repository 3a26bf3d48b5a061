"""A page for each signal, from its declaration and its measurements.

Must not know: ads. `python -m haven.screening.cards DIR` writes the pages; a test holds docs/signals to them.
"""

import sys
from pathlib import Path

from haven.screening.catalogue import BY_SLUG, CATALOGUE, Kind
from haven.screening.measured import ENOUGH, GOOD, Corpus, Tally, measurements, precision, proven
from haven.screening.policy_file import default_policy
from haven.screening.signal import Example, Nature, Signal

_LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish"}


def render_all() -> dict[str, str]:
    """Every page by file name: one for each signal, and index.md."""
    return {"index.md": _index()} | {f"{signal.slug}.md": card(signal) for signal in BY_SLUG.values()}


def card(signal: Signal) -> str:
    """The page of one signal, in Markdown."""
    languages = ", ".join(_LANGUAGES[language] for language in signal.languages) or "has no list of words"
    facts = [f"`{signal.slug}`", status(signal), str(signal.nature), f"weight {signal.weight}"]
    facts += [f"ground `{signal.ground}`", f"languages: {languages}"]
    parts = [
        f"# {signal.title}",
        " · ".join(facts),
        signal.looks_for,
        "## Why it means something",
        "\n".join(f"- {source}" for source in signal.sources),
        "## Precision",
        _precision(signal),
        "## What it may do",
        _may(signal),
        "## Fires on",
        "\n".join(_example(example) for example in signal.fires),
        "## Stays silent on",
        "\n".join(_example(example) for example in signal.silent),
        "The examples are fictional and were written by the signal's author: they say nothing about its precision.",
    ]
    return "\n\n".join(parts) + "\n"


def measured_on(slug: str) -> list[tuple[Corpus, Tally]]:
    """What a signal was measured on, and how it did there."""
    known = measurements()
    return [(known.corpora[name], tally) for name, tally in known.signals.get(slug, {}).items()]


def status(signal: Signal) -> str:
    """`proven` or `*unproven*`."""
    return "proven" if proven(signal.slug) else "*unproven*"


def _precision(signal: Signal) -> str:
    tallies = measurements().signals.get(signal.slug, {})
    found = precision(signal.slug)
    if not tallies:
        told = "It fired on none of the measured texts, which its author did not write: its precision is unknown."
    else:
        lines = ["| corpus | texts | fired | read by a person | right |", "| --- | ---: | ---: | ---: | ---: |"]
        for name, tally in tallies.items():
            corpus = measurements().corpora[name]
            seen = "; the signal was changed after a look at it" if corpus.looked_at else ""
            seen = seen if corpus.proves else "; the signal was made with it, so it proves nothing"
            lines.append(f"| {corpus.what}{seen} | {corpus.texts} | {tally.fired} | {tally.judged} | {tally.right} |")
        told = "\n".join(lines)
    if found is None:
        return f"{told}\n\n*Unproven*: fewer than {ENOUGH} firings on such texts were read by a person."
    share, low, judged = found
    word = "Proven" if low >= GOOD else "*Unproven*"
    interval = f"lower end of the 95 % interval {low:.0%}, needed {GOOD:.0%}"
    return f"{told}\n\n{word}: right on {share:.0%} of {judged} ({interval})."


def _may(signal: Signal) -> str:
    if signal.nature is Nature.RULE_FACT:
        alone = (
            "It states a fact under the site's rules, so a policy may hold an ad on it alone. It never refuses alone."
        )
    elif signal.nature is Nature.LEARNED:
        alone = (
            "It repeats what people decided and knows no reason, so alone it can neither hold nor refuse an ad, "
            "however often it is right; it counts together with another, independent signal."
        )
    elif proven(signal.slug):
        alone = "It is proven, so a policy may hold an ad on it alone. It never refuses alone."
    else:
        alone = "Alone it can neither hold nor refuse an ad; it counts together with another, independent signal."
    policy = default_policy(_kind(signal))
    rules = [rule.id for rule in policy.rules if any(signal.slug in policy.signals(n) for _, n in rule.when.lists())]
    return f"{alone}\n\nIn the default policy it counts in: {', '.join(f'`{rule}`' for rule in rules)}."


def _example(example: Example) -> str:
    words = f"{example.title}: {example.body}" if example.title else example.body
    default = Example("").context
    given = [
        f"{name.replace('_', ' ')} {value}"
        for name in default.__slots__
        if (value := getattr(example.context, name)) != getattr(default, name)
    ]
    given += [f"price {example.price:g}"] if example.price is not None else []
    return f"- ({', '.join([example.category, *given])}) {words}"


def _kind(signal: Signal) -> Kind:
    return "ads" if signal in CATALOGUE["ads"] else "messages"


def _rows(kind: Kind) -> list[str]:
    return [
        f"| [{signal.title}]({signal.slug}.md) | {signal.ground} | {signal.nature} | {signal.weight} "
        f"| {status(signal)} |"
        for signal in sorted(CATALOGUE[kind], key=lambda signal: (signal.ground, signal.slug))
    ]


def _index() -> str:
    head = ["| signal | ground | nature | weight | precision |", "| --- | --- | --- | ---: | --- |"]
    corpora = [
        f"- **{name}**: {corpus.what}, {corpus.texts} texts" for name, corpus in sorted(measurements().corpora.items())
    ]
    return "\n".join(
        [
            "# Signals",
            "",
            "These pages are written from the code by `python -m haven.screening.cards docs/signals`.",
            "A signal is a lead, never a decision: [the policy](../policy.md) decides, and says what a signal may do.",
            "No signal sees nationality, ethnicity, language, gender or disability, or who wrote an ad.",
            "",
            f"## For ads: {len(CATALOGUE['ads'])}",
            "",
            *head,
            *_rows("ads"),
            "",
            f"## For messages: {len(CATALOGUE['messages'])}",
            "",
            *head,
            *_rows("messages"),
            "",
            "## Measured on",
            "",
            *corpora,
            "",
        ]
    )


def main(folder: str) -> None:
    """Write every page into a folder, and take away pages of signals that are gone."""
    place, pages = Path(folder), render_all()
    place.mkdir(parents=True, exist_ok=True)
    for gone in {path.name for path in place.glob("*.md")} - pages.keys():
        (place / gone).unlink()
    for name, text in pages.items():
        (place / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
