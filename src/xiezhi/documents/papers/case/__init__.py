"""Papers of the procedures: what each asks for, why it cannot be made yet, its words, its files.

``registry`` names every paper, ``values`` what a caller hands in, ``problems`` what is missing or
contradictory and where to fill it, ``composing`` the words, ``making`` the DOCX and PDF,
``own_templates`` checks a template of the office. 检察法律文书 are drafts for ever: the platform
issues none and gives no number.
"""
