"""卷宗 and 归档包: the papers of one matter bound, numbered, listed and handed to the archive.

Values and files in, PDF and ZIP out. What outsiders sent is read in a process of its own, so that
a hostile file costs that process and is named. docs/decisions/0015-volumes.md says what is
followed and what still has to be confirmed with the archive.
"""
