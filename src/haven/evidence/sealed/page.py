"""The pages of a sealing, readable in any browser, offline; no scripts.

Owns the first page, which gives nothing away but that there is something; and the page of what it holds, which is
enveloped where the rest is.
"""

from collections.abc import Iterable
from html import escape

from haven.evidence.sealed.contents import Sealing

STYLE = (
    ":root{color-scheme:light dark;--ink:#1b1b1b;--soft:#595959;--paper:#fff;--rule:#ddd}"
    "@media(prefers-color-scheme:dark){:root{--ink:#efebe1;--soft:#b8b1a3;--paper:#171613;--rule:#3a362e}a{color:#93bdf2}}"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:54rem;margin:2rem auto;padding:0 1rem;"
    "color:var(--ink);background:var(--paper)}"
    "h1,h2{font-family:Georgia,serif;line-height:1.2}code,pre{font:13px/1.5 ui-monospace,monospace}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;padding:.75rem;border:1px solid var(--rule);border-radius:6px}"
    "code{overflow-wrap:anywhere}.soft{color:var(--soft)}.scroll{overflow-x:auto}"
    "table{border-collapse:collapse;width:100%}th{text-align:left;vertical-align:top;font-weight:600}"
    "th.row{width:9rem}td,th{padding:.3rem .75rem .3rem 0;border-bottom:1px solid var(--rule);vertical-align:top}"
    "td{overflow-wrap:break-word;min-width:4rem}td.address{white-space:pre-line;overflow-wrap:anywhere}"
)


def index_page(sealing: Sealing) -> str:
    """The first page: whose it is, for whom, which files, and how to check and open them."""
    origin, size, root = sealing.head
    about = [
        ("From", f"{sealing.site}, {sealing.address}"),
        ("Custodian", f"{sealing.custodian.name}\n{sealing.custodian.address}"),
        ("Sealed", sealing.made_at),
        ("Log", f"{origin}, {size:,} entries"),
        ("Root", root),
    ]
    parts = [(_link(part.path), str(part.exhibits), f"<code>{part.sha256}</code>") for part in sealing.parts]
    table = _table(("Part", "Exhibits", "SHA-256 of the bundle"), parts) if parts else "<p>There are no exhibits.</p>"
    return page(
        f"What {sealing.site} leaves behind",
        f"<p>{escape(sealing.site)} has closed. What the law and open investigations need is in this directory, for its"
        " custodian. Nothing in it has to be believed, and nothing in it needs the software that made it.</p>"
        f"{facts(about)}<h2>What is here</h2>{table}{_others(sealing)}"
        f"<h2>How to check it</h2>{_HOW}{_OPENING if sealing.custodian.enveloped else _PLAIN}",
    )


def contents_page(sealing: Sealing) -> str:
    """What it holds: which orders to keep there are, and every exhibit."""
    holds = [
        (
            str(hold.number),
            escape(hold.reason),
            escape(", ".join(hold.subjects)),
            escape(hold.placed_at[:10]),
            escape(hold.until[:10]),
            escape(hold.silent_until) or "–",
        )
        for hold in sealing.holds
    ]
    items = [
        (f"{one.part:03d} / {one.number:03d}", escape(one.title), escape(one.subject), escape(one.captured_at[:10]))
        for one in sealing.items
    ]
    heads = ("Hold", "Rests on", "Covers", "Since", "Until", "Tell nobody before")
    kept = _table(heads, holds) if holds else "<p>No hold is in force.</p>"
    shown = _table(("Part / no.", "Exhibit", "Shows", "Captured"), items) if items else "<p>There are none.</p>"
    return page(
        "What must be kept, and what there is",
        "<p>A hold is an order or a duty to keep what it covers until a day. What it covers must be there until then;"
        " afterwards it must not be kept for that reason any more. <strong>Nobody whom it concerns is told of it"
        "</strong> unless the law says so; where a day stands in the last column, not before that day either.</p>"
        f"<h2>Holds</h2>{kept}<h2>Exhibits</h2>{shown}"
        '<p class="soft">What an ad says is a claim of whoever wrote it, and being kept here accuses nobody.</p>',
    )


def page(title: str, body: str) -> str:
    """A page of this look; `body` is HTML."""
    return f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>
<style>{STYLE}</style></head>
<body>
<main>
<h1>{escape(title)}</h1>
{body}
</main>
</body>
</html>
"""


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """A table of names and plain words."""
    lines = (
        f'<tr><th class="row" scope="row">{escape(n)}</th><td class="address">{escape(w)}</td></tr>' for n, w in rows
    )
    return f"<table>{''.join(lines)}</table>"


def _table(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    """A table; cells are HTML."""
    names = [escape(each) for each in heads]
    head = "".join(f'<th scope="col">{each}</th>' for each in names)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    region = f'class="scroll" tabindex="0" role="region" aria-label="{names[0]}, {names[1]}"'
    return f"<div {region}><table><tr>{head}</tr>{body}</table></div>"


def _others(sealing: Sealing) -> str:
    ending = ".p7m" if sealing.custodian.enveloped else ""
    log = f"log.zip{ending}" if ending else "log/checkpoint"
    return (
        f"<p>{_link(f'contents.html{ending}')} lists every exhibit and every order to keep, "
        f"{_link(f'holds.json{ending}')} the orders for programs; {_link(log)} is the log, whole.</p>"
    )


def _link(path: str) -> str:
    return f'<a href="{escape(path)}">{escape(path)}</a>'


_HOW = """<pre>sha256sum -c sealed.txt
openssl pkeyutl -verify -pubin -inkey signer.pem -rawin -in sealed.txt -sigfile sealed.sig
haven verify . --keys KEYS        # does both, and every part and the log below</pre>
<p>The key in <code>signer.txt</code> must be one that the site published elsewhere, or that a witness knows; and
<code>signer.pem</code>, by which <code>openssl</code> goes, must be that key: these two print the same.</p>
<pre>cut -d+ -f3- signer.txt | base64 -d | tail -c 32 | base64
openssl pkey -pubin -in signer.pem -outform DER | tail -c 32 | base64</pre>"""
_PLAIN = """<p>Each part is a zip with a page, a paper, and the proofs of each exhibit; its README.txt says how to
check it with bagit.py, case_validate and openssl alone.</p>"""
_OPENING = """<p>Files that end in .p7m are enveloped for the custodian's certificate:</p>
<pre>openssl cms -decrypt -binary -inform DER -in parts/part-001.zip.p7m -inkey YOUR-KEY.pem -out part-001.zip</pre>
<p>Each part is then a zip with a page, a paper, and the proofs of each exhibit; its README.txt says how to check it
with bagit.py, case_validate and openssl alone.</p>"""
