"""The new words of a reply by mail.

Owns: which part of a mail they are in, how its bytes become letters, and where what it quotes begins. Must not know:
whose mail it is, or what becomes of the words.
"""

from email.message import EmailMessage, MIMEPart

from django.conf import settings
from lxml import etree, html

from haven.listings.actions.message_mail import REPLY_ABOVE
from haven.listings.errors import ListingsError
from haven.site.queries import site

_RULE = ("-----", "_____")
_LINES = frozenset({"address", "br", "div", "h1", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "table", "tr", "ul"})
_UNSEEN = ("head", "style", "script", "title", "template")


def words_of(mail: EmailMessage, *, may_be_empty: bool = False) -> str:
    """The new words of a reply: its text above our line and above the mail that it quotes.

    However a mail program introduces what it quotes, in whatever language, it names the sender: our masked address.

    Raises:
        ListingsError: there is no text.
    """
    body = mail.get_body(preferencelist=("plain", "html"))
    if body is None and may_be_empty:
        return ""
    if body is None:
        raise ListingsError("The mail has no text.")
    whole = _letters(body)
    whole = (_without_markup(whole) if body.get_content_subtype() == "html" else whole).replace("\r\n", "\n")
    lines = whole.split(REPLY_ABOVE)[0].split("\n")
    relay = f"@{settings.RELAY_DOMAIN}".lower()
    cut = next((i for i, line in enumerate(lines) if relay in line.lower()), len(lines))
    lines = [line for line in lines[:cut] if not line.startswith(">")]
    quotes = "\n".join(lines) != whole
    while lines and _introduces(lines[-1], quotes=quotes):
        lines.pop()
    return "\n".join(lines).strip()


def _letters(part: MIMEPart) -> str:
    """What a part says; one that names no encoding is read as UTF-8, else as what old programs meant by none."""
    data = part.get_payload(decode=True)
    if part.get_content_charset("us-ascii") != "us-ascii" or not isinstance(data, bytes):
        return str(part.get_content())
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _without_markup(text: str) -> str:
    """The words of an HTML mail, a line for each of its blocks; what it quotes is one line that is marked as quoted."""
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return ""
    for quoted in list(tree.iter("blockquote")):
        if quoted.getparent() is not None:
            quoted.addprevious(html.fragment_fromstring("<p>&gt;</p>"))
            quoted.drop_tree()
    for unseen in list(tree.iter(*_UNSEEN, etree.Comment)):
        unseen.drop_tree()
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        breaks = "\n" if element.tag in _LINES else ""
        if event == "start":
            pieces += [breaks, _spaced(element.text)]
        else:
            pieces += ["" if element.tag == "br" else breaks, _spaced(element.tail)]
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _spaced(text: str | None) -> str:
    """Line ends in the source of a page are blanks."""
    return (text or "").replace("\r", " ").replace("\n", " ")


def _introduces(line: str, *, quotes: bool) -> bool:
    """Whether a last line belongs to what was quoted below it."""
    bare = line.strip()
    by_name = f"via {site().name}" in bare
    return not bare or (quotes and (by_name or bare.endswith(":") or bare.startswith(_RULE)))
