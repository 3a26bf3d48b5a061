"""What the public sees and does: finding ads, posting them, answering them, reporting them.

Owns views, forms and templates. Every change is one action of `listings` or `notices`. Must not know moderation or
investigations: a poster learns the policy ground of a decision here, and nothing else.
"""
