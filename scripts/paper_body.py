"""The body every paper without boxes has in its DOCX template: paragraphs of four levels, 附件."""

from docx.document import Document

from scripts.paper_parts import HEI, KAI, element, line, run, say


def blank(document: Document, lines: int) -> None:
    """Add empty lines of the pitch."""
    for _ in range(lines):
        line(document)


def body(document: Document) -> None:
    """Text and 附件说明 (7.3.3, 7.3.4)."""
    say(document, "p for part in body")
    for command, font in (
        ("p if part.level == 1", HEI),
        ("p elif part.level == 2", KAI),
        ("p else", ""),
    ):
        say(document, command)
        paragraph = line(
            document, ind={"firstLine": "{{ part.indent }}"}, keepNext={"val": "{{ part.keep }}"}
        )
        run(paragraph, "{{ part.number }}{{ part.heading }}", font=font)
        run(paragraph, "{{ part.text }}")
    say(document, "p endif")
    say(document, "p endfor")
    say(document, "p if attachments")
    line(document, keepNext={"val": 1})
    say(document, "p for item in attachments")
    tabs = element("w:tabs")
    tabs.append(element("w:tab", {"val": "left", "pos": "{{ item.left }}"}))
    line(
        document,
        "{{ item.lead }}\t{{ item.name }}",
        tabs=tabs,
        keepNext={"val": 1},
        ind={"left": "{{ item.left }}", "hanging": "{{ item.hanging }}"},
    )
    say(document, "p endfor")
    say(document, "p endif")
