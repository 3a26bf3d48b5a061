"""How programs speak to the site: tokens with scopes, problems, versions, idempotency, limits.

Owns: `ApiToken`, what a request of a program passes before an operation sees it, and how it is answered when it cannot
be. Must not know: ads, or anything else that operations are about.
"""
