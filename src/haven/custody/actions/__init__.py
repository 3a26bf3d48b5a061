"""Everything that changes what is kept; each function is one transaction with its ledger entry."""
