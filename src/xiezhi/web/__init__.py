"""Pages and their htmx fragments: one package for each face, all calling services and selectors."""
