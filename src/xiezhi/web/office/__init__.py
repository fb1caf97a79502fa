"""The office itself on the desk: people and rights, units, supporters, settings, 操作留痕."""
