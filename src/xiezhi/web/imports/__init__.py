"""Import of lists kept by hand."""
