"""Papers of the office as DOCX and PDF, both made from one set of field values.

``values`` says what a paper holds, ``checks`` what is missing or contradictory, ``forms`` which
standard or own rule each kind follows; ``pdf.paper_pdf`` and ``docx.paper_docx`` make the files.
Layout of 公文: GB/T 9704-2012. What was followed and which fonts: docs/decisions/0008-papers.md.
"""
