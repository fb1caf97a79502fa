"""A grid member's own pages: 我的, 协助核实, own reports, 工作证."""
