"""台账: the ledgers, on screen, as a spreadsheet and on paper."""
