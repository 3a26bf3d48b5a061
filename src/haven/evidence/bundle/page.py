"""The bundle's first page: what is in it, readable in any browser, offline; no scripts."""

from html import escape

from haven.evidence.bundle.contents import Contents, Exhibit
from haven.evidence.bundle.readme import TODAY

_STYLE = (
    ":root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--rule:#ddd}"
    "@media(prefers-color-scheme:dark){:root{--ink:#efebe1;--paper:#171613;--rule:#3a362e}a{color:#93bdf2}}"
    "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;"
    "color:var(--ink);background:var(--paper)}"
    "h1,h2{font-family:Georgia,serif;line-height:1.2;overflow-wrap:anywhere}"
    "table{border-collapse:collapse;width:100%}th{text-align:left;width:min(9rem,30vw);vertical-align:top}"
    "td,th{padding:.25rem .5rem .25rem 0;border-bottom:1px solid var(--rule)}p,td{overflow-wrap:anywhere}"
    ".text{white-space:pre-wrap}img{max-width:min(16rem,100%)}"
    "@media print{body{margin:0;max-width:none}h2{break-after:avoid}table,img{break-inside:avoid}}"
)
_BEFORE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}"
    "body{color:#1b1b1b;background:#fff}"
    "h1,h2{font-family:Georgia,serif}code,td.h{font:13px/1.4 ui-monospace,monospace;overflow-wrap:anywhere}"
    "table{border-collapse:collapse;width:100%}th{text-align:left;width:9rem;vertical-align:top;font-weight:600}"
    "td,th{padding:.25rem .5rem .25rem 0;border-bottom:1px solid #ddd}.text{white-space:pre-wrap}img{max-width:16rem}"
)


def index_page(contents: Contents, *, form: int = TODAY) -> str:
    """The page; `form` as in `haven.evidence.bundle.readme`."""
    style = _STYLE if form == TODAY else _BEFORE
    head = contents.checkpoint
    exhibits = "\n".join(_exhibit(exhibit) for exhibit in contents.exhibits)
    return f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(contents.title)}</title>
<style>{style}</style></head>
<body>
<h1>{escape(contents.title)}</h1>
<p>{escape(contents.purpose)}</p>
{
        _table(
            {
                "From": contents.site,
                "Made": contents.made_at,
                "Exhibits": str(len(contents.exhibits)),
                "Log": f"{head.origin}, {head.size} entries",
                "Root": head.root.hex(),
            }
        )
    }
<p>Nothing here has to be believed: <a href="README.txt">how to check it</a>.
<a href="report.pdf">The same on paper</a>, <a href="case.jsonld">for machines</a>.
What an ad says is a claim of whoever wrote it, and being shown here accuses nobody.</p>
{exhibits}
</body>
</html>
"""


def _exhibit(exhibit: Exhibit) -> str:
    words, folder = exhibit.words, f"exhibits/{exhibit.number:03d}"
    pictures = "".join(
        f'<img src="{folder}/{escape(path)}" alt="{escape(path)}"> ' for path in exhibit.files if path.endswith(".webp")
    )
    files = ", ".join(f'<a href="{folder}/{escape(path)}">{escape(path)}</a>' for path in sorted(exhibit.files))
    return f"""<h2 id="exhibit-{exhibit.number}">Exhibit {exhibit.number}. {escape(exhibit.told["title"])}</h2>
{
        _table(
            {
                "Shows": exhibit.told["subject"],
                "Captured": exhibit.told["captured_at"],
                **({"In the log by": exhibit.seen.told} if exhibit.seen else {}),
                "Entry of the log": str(exhibit.position),
                "SHA-256": exhibit.sha256,
            }
        )
    }
<p class="text">{escape(str(words.get("body", "")))}</p>
<p>{pictures}</p>
<p>Files: {files}, <a href="{folder}/manifest.json">manifest.json</a>, <a href="{
        folder
    }/proof.json">proof.json</a></p>"""


def _table(rows: dict[str, str]) -> str:
    lines = "".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in rows.items())
    return f"<table>{lines}</table>"
