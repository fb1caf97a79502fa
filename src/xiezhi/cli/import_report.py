"""An import from the command line: the preview, the import, and both told in plain lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from xiezhi.accounts.models import Procuratorate
from xiezhi.cli.chosen_office import chosen_office
from xiezhi.cli.messages import _
from xiezhi.infra.errors import MachineError
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.rules.importing import (
    MAX_FILE_BYTES,
    ImportField,
    Sheet,
    guess_mapping,
    read_list,
)
from xiezhi.intake.selectors.imports import ImportPreview, preview_import
from xiezhi.intake.services.imports import Imported, import_reports
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.errors import DomainError, InvalidInputError
from xiezhi.law.sources import IntakeChannel
from xiezhi.web.imports.texts import FIELD_LABELS, error_words, note_words

SHOWN_ERRORS: Final = 50
ACTOR: Final = "命令行导入"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked on the command line; ``columns`` are words like 留言详情=内容."""

    file: Path
    office: str | None
    channel: IntakeChannel
    columns: tuple[str, ...]
    is_dry_run: bool


def carry_out(request: Request, *, now: datetime) -> tuple[list[str], bool]:
    """Return the lines to print and whether all went well.

    Raises:
        MachineError: ``import.no_office``, ``import.bad_map``.
        DomainError: the codes of `preview_import` and `import_reports`.
    """
    if request.file.stat().st_size > MAX_FILE_BYTES:
        raise InvalidInputError(
            "intake.import_too_large", limit_megabytes=MAX_FILE_BYTES // 1024 // 1024
        )
    data = request.file.read_bytes()
    office = chosen_office(request.office)
    acting = system_actor(office.id, ACTOR)
    try:
        mapping = _mapping(read_list(data), request.columns)
        with tenant_scope(office.id):
            preview = preview_import(
                acting, data, channel=request.channel, now=now, mapping=mapping
            )
            lines = list(_preview_lines(preview))
            if request.is_dry_run or not preview.is_good:
                return lines, preview.is_good or preview.earlier is not None
            outcome = _import(request, data, preview, office=office, acting=acting, now=now)
    except DomainError as error:
        return [error_words(error.code, error.params)], False
    return [*lines, *_outcome_lines(outcome)], True


def _import(
    request: Request,
    data: bytes,
    preview: ImportPreview,
    *,
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> Imported:
    return import_reports(
        data=data,
        name=request.file.name,
        mapping=preview.mapping,
        channel=request.channel,
        office=office,
        acting=acting,
        now=now,
    )


def _mapping(sheet: Sheet, columns: tuple[str, ...]) -> Mapping[ImportField, int] | None:
    """Return the guess, with the columns named on the command line put in their places."""
    if not columns:
        return None
    fields = {str(label): field for field, label in FIELD_LABELS.items()}
    fields |= {field.value: field for field in ImportField}
    mapping = guess_mapping(sheet.headings)
    for words in columns:
        heading, _equals, name = words.partition("=")
        if name not in fields or heading not in sheet.headings:
            known = "、".join(str(label) for label in FIELD_LABELS.values())
            headings = "、".join(filter(None, sheet.headings))
            raise MachineError("import.bad_map", words=words, known=known, headings=headings)
        column = sheet.headings.index(heading)
        mapping = {field: at for field, at in mapping.items() if at != column}
        mapping[fields[name]] = column
    return mapping


def _preview_lines(preview: ImportPreview) -> Iterator[str]:
    sheet = preview.sheet
    yield _("共 {count} 行，{columns} 列。").format(
        count=len(sheet.rows), columns=len(sheet.headings)
    )
    for field, column in preview.mapping.items():
        yield f"  {sheet.headings[column]} → {FIELD_LABELS[field]}"
    for note in sheet.notes:
        yield note_words(note)
    if preview.earlier is not None:
        yield _("这个文件已经导入过（{count} 条），没有再次导入。").format(
            count=preview.earlier.row_count
        )
        return
    if preview.reading is None:
        yield error_words("intake.import_no_words", {})
        return
    yield from _error_lines(preview)
    if preview.known_rows:
        yield _("{count} 行的编号以前导入过，将跳过。").format(count=len(preview.known_rows))
    if not preview.reading.error_count:
        yield _("可以导入 {count} 条。").format(count=preview.new_count)


def _error_lines(preview: ImportPreview) -> Iterator[str]:
    if preview.reading is None:
        return
    for error in preview.reading.errors[:SHOWN_ERRORS]:
        place = _("第 {row} 行，{column} 列“{heading}”：").format(
            row=error.row, column=error.column, heading=error.heading
        )
        yield place + error_words(error.code, error.params)
    if preview.reading.error_count:
        yield _("共 {count} 处有误，整个文件没有导入。改好后再导入。").format(
            count=preview.reading.error_count
        )


def _outcome_lines(outcome: Imported) -> Iterator[str]:
    if outcome.is_repeat:
        yield _("这个文件已经导入过（{count} 条），没有再次导入。").format(
            count=outcome.batch.row_count
        )
        return
    yield _("已导入 {count} 条，进入信息池待初筛。批次 {batch}。").format(
        count=outcome.batch.row_count, batch=outcome.batch.id
    )
