"""快速登记: every way a report reaches the office by hand, and the rows of a paste."""
