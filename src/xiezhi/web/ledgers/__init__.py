"""台账: two ledgers, on screen, as a spreadsheet and on paper."""
