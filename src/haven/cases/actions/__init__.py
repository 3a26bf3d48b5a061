"""Everything that changes a case; each function is one transaction with its ledger entry."""
