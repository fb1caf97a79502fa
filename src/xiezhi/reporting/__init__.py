"""台账报表: ledgers in the office's own columns, and the superior's forms filled, locked and compared.

Figures follow the definitions of `rules.figures`; each counts the rows of one ledger, so that
every figure opens its list. No rankings and no targets (最高检「一取消三不再」, 2024-10).
"""
