"""A page that opens from disk and asks nothing of the network.

Owns: the frame, the style that all reports share, the rule that nothing is loaded. Must not know: what is reported.
"""

from functools import cache
from importlib.resources import files

from haven.runs.markup import Html, text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"


@cache
def _shared_style() -> str:
    return files("haven.runs").joinpath("page.css").read_text(encoding="utf-8")


def page(heading: str, notice: str, body: Html, *, style: str = "", script: str = "") -> Html:
    """The whole page: heading and notice are plain text, the body is escaped HTML; style and script are our own."""
    scripted = f"<script>{script}</script>" if script else ""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(heading)}</title><style>{_shared_style()}{style}</style></head>"
        f'<body><header><h1>{text(heading)}</h1><p class="soft">{text(notice)}</p></header>'
        f"<main>{body}</main>{scripted}</body></html>\n"
    )
