"""Small pieces of HTML, escaped. Must not know what they are about."""

from datetime import datetime
from html import escape

Html = str


def text(words: object) -> Html:
    """Escaped text."""
    return escape(str(words), quote=True)


def element(tag: str, content: Html, **attributes: object) -> Html:
    """An element around escaped content; a trailing underscore of an attribute's name is dropped, others hyphenated."""
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{text(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{told}>{content}</{tag}>"


def day(moment: datetime | None) -> str:
    """A date, or a dash where it is unknown."""
    return moment.strftime("%Y-%m-%d") if moment else "–"


def shortened(words: str, length: int) -> str:
    """The text on one line, cut after `length` characters."""
    line = " ".join(words.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def number(value: float) -> str:
    """A number with thin spaces between thousands."""
    return f"{value:,.0f}".replace(",", "\u202f")
