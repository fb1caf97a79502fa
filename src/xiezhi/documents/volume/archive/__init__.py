"""归档包: a volume with its papers as they are, their metadata, digests and 操作留痕, in one ZIP.

After DA/T 46, DA/T 48 and DA/T 70 as known, all to be confirmed (待核); the XML schema is our own.
"""
