"""What every room leans on: the ledger of facts, the audit log, the clock, the pulse, base pages.

Words: LedgerFact (something true that a room announces upward), AuditEntry (who did what),
Pulse (a counter that tells open screens to look again), home (the one folder of state).
"""
