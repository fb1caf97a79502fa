"""工作台: the desk's pages."""
