"""证据核验包: files, their manifests and 保管链, and the proof that the ledger says so.

Written and verified by plain Python: no Django, no database, no network. ``container`` is the file,
``contents`` what stands in it, ``verifying`` finds every altered byte.
"""
