"""保管记录 of a file, the purpose asked before an original is opened, and 证据核验包."""
