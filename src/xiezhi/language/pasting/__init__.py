"""From what people really paste to draft rows of 快速登记. Pure: no clock, no network, no I/O.

The public functions, each in the module in brackets:

- ``decode_text(data: bytes) -> DecodedText`` [decoding]
- ``read_paste(text: str, *, now: datetime, known_names: Mapping[str, str]) -> Pasted`` [reading];
  ``known_names`` maps every way a person is written to the person's key: group nickname,
  「网格员07」; a group nickname with the number in it finds the same person
- ``read_mail(data: bytes, *, now: datetime, known_names: Mapping[str, str]) -> PastedMail`` [mail]
- ``group_rows(pasted: Pasted, files: Sequence[PastedFile] = (), *,
  towns: Mapping[str, Collection[str]] = {}, own_names: Collection[str] = ()) -> Grouped``
  [grouping]; ``towns`` maps 苏木镇 to the 嘎查村 known there, ``own_names`` are the office's own
  people in the group, whose questions are no reports
- ``regroup_row(pasted: Pasted, files: Sequence[PastedFile], *, messages: Collection[int],
  row_files: Collection[int], towns=…) -> DraftRow`` [grouping]: a row put together by hand
- ``find_place(text: str, *, towns) -> FoundPlace`` [places], ``find_points(text: str)`` [points],
  ``find_numbers(text: str)`` and ``mask_numbers(text: str) -> str`` [numbers]
- ``file_kind_of_name(name: str) -> PlaceholderKind`` [files]
- ``ready_answer(codes: Sequence[str]) -> str`` [answer]: 「收到，编号…」

The only error is `InvalidInputError`: ``language.too_long``, ``language.encoding_unknown``,
``language.not_text``, ``language.mail_unreadable``.
"""
