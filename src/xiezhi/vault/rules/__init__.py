"""How a receipt is made and recognised, and how an identity is sealed: no Django, no I/O."""
