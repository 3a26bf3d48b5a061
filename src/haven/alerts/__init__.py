"""Alerts: searches that people keep, matched against every new ad, and the mails that tell of what was found.

Owns: saved searches, by what each is found again (`anchors`), what they found, and telling of it. Must not know: who
decides what is published, pages.

A new ad is not compared with every search. Each search hangs on few keys: on its rarest word in each cell of the map
that it covers, or, without words, on its category in those cells. An ad looks its own words, categories and cells up,
and only what hangs there is compared in full.
"""
