"""The vault process: the only place where an identity is opened.

It connects as the vault role, believes nothing the pages say, and looks up every condition itself.
Nothing outside `xiezhi.cli.vault_serve` imports it; a contract checks that.
"""
