"""Cases: what an investigation is about, who works on it, on what it rests, and whom it was handed to.

Owns the case with its members, exhibits, hypotheses, notes, tasks, referrals and revealed identities. Must not know
how networks are found, moderators, or any page: exhibits are handed to it as items of evidence.
"""
