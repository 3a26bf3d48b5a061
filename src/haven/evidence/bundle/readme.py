"""How a stranger checks a bundle, as every bundle tells it.

Owns the words. A bundle that was made with earlier words is built with those again, because they are signed too.
"""

_BEFORE = """How to check this bundle without the software that made it

1. Nothing was changed:  sha256sum -c signed.txt
2. The list is signed:   openssl pkeyutl -verify -pubin -inkey signer.pem -rawin -in signed.txt -sigfile signed.sig
   The key in signer.txt must be one that the operator of the site published elsewhere.
3. It is a whole bag:    bagit.py --validate .
4. The description:      case_validate data/case.jsonld
5. It was so at the time: each exhibit's proof.json leads from its entry in the site's log (RFC 9162) to the root in
   data/checkpoint, which the site and its witnesses signed (C2SP tlog-checkpoint).  haven verify does all five.
"""
_WHEN_BEFORE = """\
6. When it was made:     openssl ts -verify -in timestamp.tsr -data tagmanifest-sha256.txt -CAfile CA.pem
   with the certificates of the authority, from itself (RFC 3161).
"""
_NOW = """How to check this bundle without the software that made it

You need sha256sum, openssl 3 and, for steps 4 and 5, Python:  pip install bagit case-utils
Unpack the zip into a directory of its own, and be in that directory: the one with signed.txt in it.

1. Nothing was changed, and nothing added:
       sha256sum -c signed.txt
       find . -type f | wc -l
       wc -l < signed.txt
   All files are OK, and the second number is two less: the list names neither itself nor its signature.
2. The list is signed:
       openssl pkeyutl -verify -pubin -inkey signer.pem -rawin -in signed.txt -sigfile signed.sig
3. By a key that you believe. Get the site's keys by another way than this bundle (it publishes them at /log/keys; ask
   the operator, or a witness) and put them beside this directory, as ../keys.txt:
       grep -F -f signer.txt ../keys.txt
   has to show the key; "retired" or "revoked" stands behind one that no longer signs. Then these two must print the
   same, or signer.pem is not that key and step 2 said nothing:
       cut -d+ -f3- signer.txt | base64 -d | tail -c 32 | base64
       openssl pkey -pubin -in signer.pem -outform DER | tail -c 32 | base64
4. It is a whole bag:
       bagit.py --validate .
5. The description is sound:
       case_validate data/case.jsonld
6. It was so at the time: each exhibit's proof.json leads from its entry in the site's log (RFC 9162) to the root in
   data/checkpoint, which the site and its witnesses signed (C2SP tlog-checkpoint). With Haven, this does all six:
       haven verify . --keys ../keys.txt
"""
_WHEN = """7. When it was made, with the certificates of the timestamp authority, from itself (RFC 3161), as ../CA.pem:
       openssl ts -verify -in timestamp.tsr -data tagmanifest-sha256.txt -CAfile ../CA.pem
"""
FORMS = ((_NOW, _WHEN), (_BEFORE, _WHEN_BEFORE))
"""The words, and those about a timestamp: of today first, then of bundles that were made earlier."""


def readme(*, stamped: bool, form: int = 0) -> bytes:
    """What stands in a bundle's README.txt; `form` is a place in `FORMS`."""
    how, when = FORMS[form]
    return (how + (when if stamped else "")).encode()
