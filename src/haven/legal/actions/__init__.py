"""Everything that changes what the legal desk keeps; each function is one transaction with its ledger entry."""
