"""A sealing: everything that a site hands to a custodian when it closes, as a directory that opens without Haven.

Owns its layout, its pages and how it is checked. `sealed.txt` lists every other file in the form that `sha256sum -c`
reads, `sealed.sig` is the signature over it; below them lie bundles, the list of what must be kept and why, and the
log.
With a custodian's certificate all of these are enveloped (CMS), so that nobody else can open them.
"""
