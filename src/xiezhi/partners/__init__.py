"""协作单位: partner units, the instruments they signed, their liaison officers."""
