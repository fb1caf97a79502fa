"""The plain formulas forms use, evaluated so that sums are seen before anybody opens the file.

Understood: + - * / ^ %, comparison, &, SUM, AVERAGE, MIN, MAX, ROUND, IF, IFERROR, ABS, COUNT,
references and ranges, other sheets. Anything else stays for the spreadsheet to compute; it is said
so, never guessed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.reporting.rules.workbook.limits import MAX_FORMULA_DEPTH, MAX_RANGE_CELLS
from xiezhi.reporting.rules.workbook.places import CellPlace, name_of, row_and_column

Value = float | str | None
"""A number, words, or nothing; truth is 1 and 0 as in a spreadsheet's sums."""
_TOKEN: Final = re.compile(
    r"""\s*(?:
    (?P<text>"(?:[^"]|"")*")
    |(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?
     (?P<first>\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6})(?::(?P<last>\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}))?(?![\w(])
    |(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)
    |(?P<name>[A-Za-z][A-Za-z.]*)\s*(?=\()
    |(?P<sign><=|>=|<>|[-+*/^%&=<>(),])
    )""",
    re.VERBOSE,
)


class NotUnderstoodError(Exception):
    """A formula, or something it refers to, is left to the spreadsheet."""


class NoValueError(Exception):
    """A formula has no value, such as a division by nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    kind: str
    text: str
    sheet: str = ""
    last: str = ""


@dataclass(slots=True)
class Evaluation:
    """Values of a workbook's cells, formulas followed as they are met; each computed once.

    Attributes:
        value_at: what stands in a cell that is no formula.
        formula_at: the formula of a cell, or "".
    """

    value_at: Callable[[CellPlace], Value]
    formula_at: Callable[[CellPlace], str]
    _known: dict[CellPlace, Value] = field(default_factory=dict)
    _open: list[CellPlace] = field(default_factory=list)

    def value(self, place: CellPlace) -> Value:
        """Return the value of a cell.

        Raises:
            NotUnderstoodError: the spreadsheet has to compute it.
            NoValueError: it has none.
        """
        formula = self.formula_at(place)
        if not formula:
            return self.value_at(place)
        if place in self._known:
            return self._known[place]
        if place in self._open or len(self._open) > MAX_FORMULA_DEPTH:
            raise NotUnderstoodError
        self._open.append(place)
        try:
            self._known[place] = _Parser(self, place.sheet, formula).result()
        finally:
            self._open.pop()
        return self._known[place]


def _tokens(formula: str) -> Iterator[_Token]:
    place, text = 0, formula.removeprefix("=").rstrip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            raise NotUnderstoodError
        place = found.end()
        if found["first"]:
            sheet = (found["sheet"] or "")[:-1]
            if sheet.startswith("'"):
                sheet = sheet[1:-1].replace("''", "'")
            yield _Token(
                kind="place",
                text=_plain(found["first"]),
                sheet=sheet,
                last=_plain(found["last"] or ""),
            )
        else:
            kind = next(name for name in ("text", "number", "name", "sign") if found[name])
            yield _Token(kind=kind, text=found[kind])


def _plain(cell: str) -> str:
    return cell.replace("$", "").upper()


_Argument = list[Value]


class _Parser:
    """One formula, by recursive descent: comparison, &, sums, products, powers, percent."""

    def __init__(self, cells: Evaluation, sheet: str, formula: str) -> None:
        self._cells = cells
        self._sheet = sheet
        self._tokens = list(_tokens(formula))
        self._place = 0
        self._depth = 0

    def result(self) -> Value:
        value = self._one(self._comparison())
        if self._peek():
            raise NotUnderstoodError
        return value

    def _peek(self) -> str:
        return self._tokens[self._place].text if self._place < len(self._tokens) else ""

    def _is_sign(self, *signs: str) -> bool:
        if self._place >= len(self._tokens):
            return False
        token = self._tokens[self._place]
        return token.kind == "sign" and token.text in signs

    def _take(self) -> _Token:
        if self._place >= len(self._tokens):
            raise NotUnderstoodError
        self._place += 1
        return self._tokens[self._place - 1]

    def _expect(self, sign: str) -> None:
        if not self._is_sign(sign):
            raise NotUnderstoodError
        self._place += 1

    @staticmethod
    def _one(values: _Argument) -> Value:
        if len(values) != 1:
            raise NotUnderstoodError
        return values[0]

    def _comparison(self) -> _Argument:
        self._depth += 1
        if self._depth > MAX_FORMULA_DEPTH:
            raise NotUnderstoodError
        left = self._joined()
        while self._is_sign("=", "<", ">", "<=", ">=", "<>"):
            sign = self._take().text
            left = [_compared(self._one(left), sign, self._one(self._joined()))]
        self._depth -= 1
        return left

    def _joined(self) -> _Argument:
        left = self._sum()
        while self._is_sign("&"):
            self._take()
            left = [_words(self._one(left)) + _words(self._one(self._sum()))]
        return left

    def _sum(self) -> _Argument:
        left = self._product()
        while self._is_sign("+", "-"):
            sign = self._take().text
            right = _number(self._one(self._product()))
            left = [_number(self._one(left)) + (right if sign == "+" else -right)]
        return left

    def _product(self) -> _Argument:
        left = self._power()
        while self._is_sign("*", "/"):
            sign = self._take().text
            right = _number(self._one(self._power()))
            if sign == "/" and right == 0:
                raise NoValueError
            number = _number(self._one(left))
            left = [number * right if sign == "*" else number / right]
        return left

    def _power(self) -> _Argument:
        left = self._signed()
        while self._is_sign("^"):
            self._take()
            base, exponent = _number(self._one(left)), _number(self._one(self._signed()))
            try:
                raised = base**exponent
            except (OverflowError, ZeroDivisionError) as error:
                raise NoValueError from error
            if isinstance(raised, complex):
                raise NoValueError
            left = [raised]
        return left

    def _signed(self) -> _Argument:
        if self._is_sign("+", "-"):
            sign = self._take().text
            number = _number(self._one(self._signed()))
            return [number if sign == "+" else -number]
        value = self._atom()
        while self._is_sign("%"):
            self._take()
            value = [_number(self._one(value)) / 100]
        return value

    def _atom(self) -> _Argument:
        token = self._take()
        if token.kind == "number":
            return [float(token.text)]
        if token.kind == "text":
            return [token.text[1:-1].replace('""', '"')]
        if token.kind == "place":
            return self._range(token)
        if token.kind == "name":
            return [self._called(token.text.upper())]
        if token.text != "(":
            raise NotUnderstoodError
        value = self._comparison()
        self._expect(")")
        return value

    def _range(self, token: _Token) -> _Argument:
        sheet = token.sheet or self._sheet
        (row, column), (last_row, last_column) = (
            row_and_column(token.text),
            row_and_column(token.last or token.text),
        )
        if (last_row - row + 1) * (last_column - column + 1) > MAX_RANGE_CELLS:
            raise NotUnderstoodError
        return [
            self._cells.value(CellPlace(sheet=sheet, cell=name_of(one, other)))
            for one in range(row, last_row + 1)
            for other in range(column, last_column + 1)
        ]

    def _called(self, name: str) -> Value:
        self._expect("(")
        if name == "IFERROR":
            return self._or_else()
        arguments: list[_Argument] = []
        while not self._is_sign(")"):
            arguments.append(self._comparison())
            if not self._is_sign(")"):
                self._expect(",")
        self._expect(")")
        if name not in _FUNCTIONS:
            raise NotUnderstoodError
        return _FUNCTIONS[name](arguments)

    def _or_else(self) -> Value:
        """Return the first value of IFERROR, or the second where the first has none."""
        start = self._place
        try:
            first: Value = self._one(self._comparison())
        except NoValueError:
            self._place = self._after_argument(start)
            self._expect(",")
            first = self._one(self._comparison())
        else:
            self._expect(",")
            self._place = self._after_argument(self._place)
        self._expect(")")
        return first

    def _after_argument(self, place: int) -> int:
        """Return where an argument ends, without computing it."""
        depth = 0
        for number in range(place, len(self._tokens)):
            token = self._tokens[number]
            if token.kind != "sign":
                continue
            if depth == 0 and token.text in {",", ")"}:
                return number
            depth += (token.text == "(") - (token.text == ")")
        raise NotUnderstoodError


def _number(value: Value) -> float:
    if value is None:
        return 0.0
    if isinstance(value, str):
        raise NoValueError
    return value


def _words(value: Value) -> str:
    return "" if value is None else value if isinstance(value, str) else f"{value:g}"


def _compared(left: Value, sign: str, right: Value) -> float:
    """Return 1 or 0; a blank cell equals both nothing and "", words and numbers are never equal."""
    if isinstance(left, str) or isinstance(right, str):
        if isinstance(left, float) or isinstance(right, float):
            return float(sign == "<>")
        one, other = _words(left), _words(right)
        return float(_holds((one > other) - (one < other), sign))
    first, second = _number(left), _number(right)
    return float(_holds((first > second) - (first < second), sign))


def _holds(order: int, sign: str) -> bool:
    return {
        "=": order == 0,
        "<>": order != 0,
        "<": order < 0,
        ">": order > 0,
        "<=": order <= 0,
        ">=": order >= 0,
    }[sign]


def _numbers(arguments: list[_Argument]) -> list[float]:
    return [one for values in arguments for one in values if isinstance(one, float | int)]


def _average(arguments: list[_Argument]) -> Value:
    found = _numbers(arguments)
    if not found:
        raise NoValueError
    return sum(found) / len(found)


def _rounded(arguments: list[_Argument]) -> Value:
    values = [one for values in arguments for one in values]
    if len(values) != 2:  # noqa: PLR2004  # number and places
        raise NotUnderstoodError
    number, places = (_number(one) for one in values)
    exact = Decimal(str(number)).scaleb(int(places)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return float(exact.scaleb(-int(places)))


def _chosen(arguments: list[_Argument]) -> Value:
    values = [one for values in arguments for one in values]
    if len(values) not in {2, 3} or len(values) != len(arguments):
        raise NotUnderstoodError
    condition = _number(values[0])
    if condition:
        return values[1]
    return values[2] if len(values) > 2 else 0.0  # noqa: PLR2004  # the third is optional


def _absolute(arguments: list[_Argument]) -> Value:
    if len(arguments) != 1 or len(arguments[0]) != 1:
        raise NotUnderstoodError
    return abs(_number(arguments[0][0]))


_FUNCTIONS: Final[dict[str, Callable[[list[_Argument]], Value]]] = {
    "SUM": lambda given: float(sum(_numbers(given))),
    "AVERAGE": _average,
    "MIN": lambda given: min(_numbers(given), default=0.0),
    "MAX": lambda given: max(_numbers(given), default=0.0),
    "COUNT": lambda given: float(len(_numbers(given))),
    "ROUND": _rounded,
    "IF": _chosen,
    "ABS": _absolute,
}


def evaluated(cells: Evaluation, place: CellPlace) -> tuple[Value, bool]:
    """Return a cell's value and whether it could be computed here; an error of the form counts as computed."""
    try:
        return cells.value(place), True
    except NoValueError:
        return None, True
    except (NotUnderstoodError, InvalidInputError, OverflowError):
        return None, False
