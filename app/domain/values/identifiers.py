"""The numbers that name a person to the NHS, the police, probation and prison, and a member of staff to a regulator.

Each `parse_` gives the one canonical spelling or raises NotAnIdentifier with a sentence that never repeats the value.
Sources: NHS Data Dictionary (NHS number, modulus 11); PNC and CRO check letters as in the Ministry of Justice's
hmpps-person-record; CRN and prison number shapes as in hmpps-accredited-programmes.
"""

import re
from dataclasses import dataclass
from datetime import date

from app.errors import NotAnIdentifier

_LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY"
_PNC_SERIAL_DIGITS = 7
_CRO_SERIAL_DIGITS = 6
_FIRST_PNC_YEAR = 1900


def parse_nhs_number(typed: str) -> str:
    """Ten digits without spaces; the last is a modulus-11 check digit.

    One digit ten times over passes the check, but only ever stands for a number nobody knows: it is refused.
    """
    digits = re.sub(r"[\s-]", "", typed)
    if not re.fullmatch(r"\d{10}", digits, re.ASCII):
        raise NotAnIdentifier("An NHS number has ten digits.")
    check = -sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    if check != int(digits[-1]):
        raise NotAnIdentifier("That NHS number fails its check digit: a digit is mistyped.")
    if len(set(digits)) == 1:
        raise NotAnIdentifier("One digit ten times over is no NHS number: leave it empty if it is not known.")
    return digits


def show_nhs_number(canonical: str) -> str:
    """Grouped 3-3-4, as the NHS writes it."""
    return f"{canonical[:3]} {canonical[3:6]} {canonical[6:]}"


def check_letter(year: int, serial: str) -> str:
    """The check letter of a PNC ID or CRO number: the two-digit year and the serial as it is written, modulo 23.

    The serial has seven digits in a PNC ID, six in a CRO number, and no leading zeros in the CRO number of a small
    file; the wrong length gives another letter.
    """
    return _LETTERS[int(f"{year % 100:02}{serial}") % len(_LETTERS)]


def parse_pnc(typed: str, today: date) -> str:
    """YYYY/NNNNNNNC, from a two- or four-digit year and a serial, unpadded only after a slash.

    A two-digit year is never in the future.
    """
    plain = re.sub(r"\s", "", typed).upper()
    # Without slash and zeros, 20011Q could be of 2001 or of 2020.
    found = re.fullmatch(r"(\d{4}|\d{2})(?:/(?=\d{1,7}[A-Z])|(?=\d{7}[A-Z]))(\d+)([A-Z])", plain, re.ASCII)
    if not found:
        raise NotAnIdentifier("A PNC ID looks like 2001/0000001Q: year, serial, letter.")
    year = int(found[1])
    if len(found[1]) == 2:  # noqa: PLR2004 - two digits
        year += today.year // 100 * 100
        year -= 100 if year > today.year else 0
    if year > today.year:
        raise NotAnIdentifier("The year of that PNC ID is still to come.")
    if year < _FIRST_PNC_YEAR:
        raise NotAnIdentifier("The year of that PNC ID is too long ago.")
    serial = found[2].zfill(_PNC_SERIAL_DIGITS)
    if check_letter(year, serial) != found[3]:
        raise NotAnIdentifier("That PNC ID fails its check letter: a sign is mistyped.")
    return f"{year}/{serial}{found[3]}"


def parse_cro(typed: str) -> str:
    """NNNNNN/YYC, or SFYY/NNNNNNC for a small file, whose serial stays as typed: its letter is made without zeros."""
    plain = re.sub(r"\s", "", typed).upper()
    standard = re.fullmatch(r"(\d{1,6})/(\d{2})([A-Z])", plain, re.ASCII)
    single = re.fullmatch(r"SF(\d{2})/(\d{1,6})([A-Z])", plain, re.ASCII)
    if standard:
        serial, year, letter = standard[1].zfill(_CRO_SERIAL_DIGITS), standard[2], standard[3]
        shown = f"{serial}/{year}{letter}"
    elif single:
        serial, year, letter = single[2], single[1], single[3]
        shown = f"SF{year}/{serial}{letter}"
    else:
        raise NotAnIdentifier("A CRO number looks like 123456/99A or SF99/123456A.")
    if check_letter(int(year), serial) != letter:
        raise NotAnIdentifier("That CRO number fails its check letter: a sign is mistyped.")
    return shown


def parse_crn(typed: str) -> str:
    """Probation case reference number: a letter and six digits."""
    return _shaped(typed, r"[A-Z]\d{6}", "A probation CRN is a letter and six digits.")


def parse_prison_number(typed: str) -> str:
    """Prison number: A1234BC."""
    return _shaped(typed, r"[A-Z]\d{4}[A-Z]{2}", "A prison number looks like A1234BC.")


def _shaped(typed: str, pattern: str, sentence: str) -> str:
    plain = re.sub(r"\s", "", typed).upper()
    if not re.fullmatch(pattern, plain, re.ASCII):
        raise NotAnIdentifier(sentence)
    return plain


_REGISTERS = {
    "GMC": (r"\d{7}", "A GMC number has seven digits."),
    "HCPC": (
        r"[A-Z]{2,3}\d{5,6}",
        "An HCPC number is two or three letters and its digits, such as PYL01234.",
    ),
    "NMC": (r"\d{2}[A-Z]\d{4}[A-Z]", "An NMC PIN looks like 12A3456B."),
    "SWE": (r"SW\d{3,6}", "A Social Work England number is SW and its digits."),
    "BABCP": (r"\w{3,12}", "That is not a BABCP number."),
    "BACP": (r"\w{3,12}", "That is not a BACP number."),
    "UKCP": (r"\w{3,12}", "That is not a UKCP number."),
    "BPC": (r"\w{3,12}", "That is not a BPC number."),
}

REGULATORS = tuple(_REGISTERS)
"""The bodies by their initials."""


@dataclass(frozen=True)
class Registration:
    """A professional registration; empty for a role without one, who needs a supervisor."""

    body: str = ""
    number: str = ""

    @classmethod
    def parse(cls, body: str, number: str) -> "Registration":
        """Read a registration; both empty means none. Raises NotAnIdentifier."""
        body, number = re.sub(r"\s", "", body).upper(), re.sub(r"\s", "", number).upper()
        if not body and not number:
            return cls()
        if body not in _REGISTERS:
            raise NotAnIdentifier(f"Choose a regulator: {', '.join(_REGISTERS)}.")
        pattern, sentence = _REGISTERS[body]
        if not re.fullmatch(pattern, number, re.ASCII):
            raise NotAnIdentifier(sentence)
        return cls(body, number)

    def show(self) -> str:
        """The words on a record or report."""
        return f"{self.body} {self.number}" if self.body else "Not registered"
