"""How a stranger checks a bundle, as every bundle tells it.

Owns the words, and the program for what no common tool checks. A bundle that was made with earlier ones is built with
those again, because they are signed too.
"""

from pathlib import Path

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
_SECOND = """How to check this bundle without the software that made it

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
_NOW = """How to check this bundle without the software that made it

You need sha256sum, openssl 3 and, for steps 4 and 5, Python:  pip install bagit case-utils
Unpack the zip into a directory of its own, and be in that directory: the one with signed.txt in it.

1. Nothing was changed, and nothing added:
       sha256sum -c signed.txt
       find . ! -type d | wc -l
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
6. It is what the site's log holds: each exhibit's proof.json leads from an entry with its digest (RFC 9162) to the
   root in data/checkpoint, which the site and its witnesses signed (C2SP tlog-checkpoint). Put the keys of witnesses,
   from themselves, into ../keys.txt too. A page of Python checks it, with openssl; read it first, for it came with the
   bundle, or write your own:
       python3 -I data/check_log.py ../keys.txt
   What that shows: when a witness signed, each exhibit was in the log, and nothing of the log was changed since. Where
   an earlier head with its entry was witnessed, usually within minutes of its capture, proof.json holds the first of
   them and the ways into it and on from it. When before that it came there is what its entry says of itself, the
   site's word.
   With Haven, this does all six:
       haven verify . --keys ../keys.txt
"""
_WHEN = """7. When it was made, with the certificates of the timestamp authority, from itself (RFC 3161), as ../CA.pem:
       openssl ts -verify -in timestamp.tsr -data tagmanifest-sha256.txt -CAfile ../CA.pem
"""
FORMS = ((_NOW, _WHEN), (_SECOND, _WHEN), (_BEFORE, _WHEN_BEFORE))
"""The words, and those about a timestamp: of today first, then of bundles that were made earlier."""
TODAY = 0
PROGRAM = Path(__file__).with_name("check_log.txt").read_bytes()
"""Checks the sixth point. Bundles are built again with it: for another one there has to be another form."""


def readme(*, stamped: bool, form: int = 0) -> bytes:
    """What stands in a bundle's README.txt; `form` is a place in `FORMS`."""
    how, when = FORMS[form]
    return (how + (when if stamped else "")).encode()
