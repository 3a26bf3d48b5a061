"""The report: one page that opens from disk, asks nothing of the network, and escapes all that ads say.

Owns: what a person sees of a sweep. Must not know: how it was found, where the page is written.
"""

from haven.networks.report.page import render

__all__ = ["render"]
