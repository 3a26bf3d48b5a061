"""Everything that changes an ad or a conversation; each function is one transaction with its ledger entry."""
