"""The legal desk: what authorities ask for, whether it is they who ask, what the law entitles them to, and no more.

Owns: requests, the directory of authorities and the calls made by it, productions and their approval, holds that rest
on a request, and the notice to whom it concerned. Must not know: other desks. Neither moderators nor the people
concerned learn from here that a request exists before they are to be told.
"""
