"""The report of a screening: one page that opens from disk, asks nothing of the network, and escapes all that ads say.

Owns: what a person sees of a screening. Must not know: how ads are judged, where the page is written.
"""

from haven.screening.report.page import render

__all__ = ["render"]
