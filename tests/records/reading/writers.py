"""One file of ads in every format that is read: the same (id, title, body) in the clothes of each.

Made up after the formats' own descriptions. What XML cannot hold (NUL and other control characters) is left out of it.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

Ad = tuple[str, str, str]
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Format(NamedTuple):
    """A format: its suffix, and what writes ads in it, an ad a line."""

    suffix: str
    write: Callable[[Sequence[Ad]], str]

    @property
    def is_xml(self) -> bool:
        """Whether it is a feed."""
        return self.suffix in {".xml", ".rss", ".atom"}


def _table(delimiter: str) -> Callable[[Sequence[Ad]], str]:
    def write(ads: Sequence[Ad]) -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([("id", "title", "body"), *ads])
        return out.getvalue()

    return write


def _lines(ads: Sequence[Ad]) -> str:
    return "".join(json.dumps(dict(zip(("id", "title", "body"), ad, strict=True))) + "\n" for ad in ads)


def _feed(head: str, item: str, foot: str) -> Callable[[Sequence[Ad]], str]:
    def write(ads: Sequence[Ad]) -> str:
        rows = [item.format(*(escape(_NOT_XML.sub("", words)) for words in ad)) for ad in ads]
        return "\n".join([head, *rows, foot])

    return write


FORMATS = {
    "csv": Format(".csv", _table(",")),
    "tsv": Format(".tsv", _table("\t")),
    "jsonl": Format(".jsonl", _lines),
    "trovit": Format(
        ".xml",
        _feed("<trovit>", "<ad><id>{0}</id><title>{1}</title><content>{2}</content></ad>", "</trovit>"),
    ),
    "kyero": Format(
        ".xml",
        _feed(
            "<root><kyero><feed_version>3</feed_version></kyero>",
            "<property><id>{0}</id><type>{1}</type><desc><en>{2}</en></desc></property>",
            "</root>",
        ),
    ),
    "openimmo": Format(
        ".xml",
        _feed(
            '<openimmo xmlns="http://www.openimmo.de"><anbieter>',
            "<immobilie><freitexte><objekttitel>{1}</objekttitel><objektbeschreibung>{2}</objektbeschreibung>"
            "</freitexte><verwaltung_techn><objektnr_extern>{0}</objektnr_extern></verwaltung_techn></immobilie>",
            "</anbieter></openimmo>",
        ),
    ),
    "merchant": Format(
        ".rss",
        _feed(
            '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>',
            "<item><g:id>{0}</g:id><title>{1}</title><description>{2}</description></item>",
            "</channel></rss>",
        ),
    ),
    "merchant-atom": Format(
        ".atom",
        _feed(
            '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">',
            "<entry><g:id>{0}</g:id><title>{1}</title><summary>{2}</summary></entry>",
            "</feed>",
        ),
    ),
    "indeed": Format(
        ".xml",
        _feed(
            "<source><publisher>Jobs</publisher>",
            "<job><referencenumber>{0}</referencenumber><title>{1}</title><description>{2}</description></job>",
            "</source>",
        ),
    ),
    "bulk-rss": Format(
        ".rss",
        _feed(
            '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            'xmlns:cl="http://www.craigslist.org/about/cl-bulk-ns/1.0">',
            '<item rdf:about="{0}"><title>{1}</title><description>{2}</description></item>',
            "</rdf:RDF>",
        ),
    ),
}
FEEDS = {name: made for name, made in FORMATS.items() if made.is_xml}
TEXTS = {name: made for name, made in FORMATS.items() if not made.is_xml}
