"""Exchange 摆渡: signed packages between the zones of one office and between procuratorates.

What crosses is a value, never a foreign key, and only the fields named in ``rules``. A package is
drawn up, looked through by a second person, sealed, carried by hand, verified whole, and applied
in one transaction. Only ``exchange.inner`` knows leads; everything else runs in the outer zone too.
"""
