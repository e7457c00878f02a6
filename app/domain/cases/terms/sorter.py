"""Sorts the pieces of a typed line: streets, houses and towns, names and places of work."""

import re
from dataclasses import dataclass, field
from typing import Final

from app.domain.cases.terms import addresses, names, patterns, rarity, wording
from app.domain.cases.terms.parts import Field, Guard, Part, PartKind
from app.domain.cases.terms.vocabulary import Vocabulary

_HANDLE: Final = re.compile(r"(?=.*[a-z])[\w.]{5,}")
CARE_OF: Final = "careof "
"""Begins a piece that names with whom somebody lives."""


@dataclass
class Sorter:
    """Sorts the pieces of one line, in order: what a piece is may rest on those before it."""

    vocabulary: Vocabulary
    where: Field
    is_small: bool
    parts: list[Part] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    group: int = 0
    address: int = -1
    """The group of the address being read; the parts of one address pair with each other."""
    said: names.Said = names.NOTHING_SAID

    def sort(self, pieces: list[str]) -> None:
        """Sort all pieces of the line."""
        pieces = list(self._with_their_numbers(pieces))
        for at, piece in enumerate(pieces):
            self._piece(piece, is_last=at == len(pieces) - 1)

    def _with_their_numbers(self, pieces: list[str]) -> list[str]:
        """A number typed before a comma goes to the street or house behind it: "12, Elm Road"."""
        joined: list[str] = []
        for piece in pieces:
            if (
                joined
                and addresses.is_number(joined[-1])
                and self._takes_a_number(piece, first=len(joined) == 1)
            ):
                joined[-1] = f"{joined[-1]} {piece}"
            else:
                joined.append(piece)
        return joined

    def _takes_a_number(self, piece: str, *, first: bool) -> bool:
        is_street = addresses.ends_as_street(self.vocabulary.seen, piece)
        return not piece[:1].isdigit() and (is_street or (first and self.where is Field.ADDRESSES))

    def add_found(self, found: list[patterns.Found]) -> None:
        """Details with a pattern come after the words, in the order in which they are looked for."""
        for each in found:
            self.parts.append(Part(each.kind, each.text, group=self._next_group()))
            if each.kind is PartKind.POSTCODE:
                outward = "".join(each.text.split())[:-3]
                group = self.address if self.address >= 0 else self.group
                self.parts.append(Part(PartKind.OUTWARD, outward.upper(), Guard.PAIR, group))

    def _next_group(self) -> int:
        self.group += 1
        return self.group

    def _address_group(self) -> int:
        if self.address < 0:
            self.address = self._next_group()
        return self.address

    def _piece(self, piece: str, *, is_last: bool) -> None:
        if patterns.filler(piece):
            self.left_out.append(piece)
        elif piece.startswith(CARE_OF):
            self._people(piece.removeprefix(CARE_OF), Field.PEOPLE)
        elif self.where is Field.ADDRESSES:
            self._address(piece, is_last=is_last)
        elif self._is_street(piece):
            self.parts += addresses.street(
                self.vocabulary.seen, self._street_of(piece), self._address_group()
            )
        elif self.address >= 0 and self._is_town(piece):
            self.parts.append(Part(PartKind.TOWN, piece, Guard.PAIR, self.address))
        else:
            self._people(piece, self.where)

    def _street_of(self, piece: str) -> str:
        return addresses.without_label(self.vocabulary.seen, piece)[0]

    def _is_street(self, piece: str) -> bool:
        """A house number and a type of street are an address in any field."""
        bare = self._street_of(piece)
        house = addresses.numbered(bare)
        return house is not None and addresses.ends_as_street(self.vocabulary.seen, house.rest)

    def _is_town(self, piece: str) -> bool:
        words = addresses.words_of(piece)
        name = self.vocabulary.seen.fold(piece)
        return len(words) == 1 and piece[:1].isupper() and not self.vocabulary.is_name(name)

    # -- addresses

    def _address(self, typed: str, *, is_last: bool) -> None:
        fold = self.vocabulary.seen
        piece, labels = addresses.without_label(fold, typed)
        piece, outward = addresses.outward_of(piece)
        if outward:
            self.parts.append(Part(PartKind.OUTWARD, outward, Guard.PAIR, self._address_group()))
        house = addresses.numbered(piece)
        if not piece or addresses.is_number(piece) or not self._may_be_a_place(piece, labels):
            self._leave_out("" if not piece and (outward or len(typed.split()) == 1) else typed)
        elif house is None and labels & wording.RELATIONS and not addresses.ends_as_street(fold, piece):
            self._people(piece, Field.PEOPLE)
        elif house or addresses.ends_as_street(fold, piece):
            self._street(piece, is_last=is_last)
        elif self._is_remark(piece):
            self._people(typed, Field.PEOPLE)
        else:
            self._house_or_town(piece)

    def _street(self, piece: str, *, is_last: bool) -> None:
        has_street = any(part.kind is PartKind.STREET for part in self.parts)
        if has_street and is_last and addresses.is_district(self.vocabulary.seen, piece):
            self.parts.append(Part(PartKind.TOWN, piece, Guard.PAIR, self._address_group()))
        else:
            self.parts += addresses.street(self.vocabulary.seen, piece, self._address_group())

    def _may_be_a_place(self, piece: str, labels: frozenset[str]) -> bool:
        if labels and self.vocabulary.seen.fold(piece) in self.vocabulary.calendar:
            return False  # "moved in May"
        if any(char.isdigit() or (char.isalpha() and not char.islower()) for char in piece):
            return True
        folded = [self.vocabulary.seen.fold(word) for word in addresses.words_of(piece)]
        return self.is_small and (len(folded) > 1 or not all(map(self.vocabulary.is_ordinary, folded)))

    def _is_remark(self, piece: str) -> bool:
        """Words in small letters among others: "Shared with Tom Bell"."""
        words = [
            word
            for word in addresses.words_of(piece)
            if word.lower() not in wording.PARTICLES | {"the", "of", "on"}
        ]
        return not self.is_small and any(word[:1].islower() for word in words)

    def _house_or_town(self, piece: str) -> None:
        group = self._address_group()
        if any(part.kind in {PartKind.STREET, PartKind.HOUSE} for part in self.parts):
            self.parts.append(Part(PartKind.TOWN, piece, Guard.PAIR, group))
            return
        words = addresses.house_words(self.vocabulary.seen, piece)
        rule = rarity.alone(self.vocabulary, words[0]) if words else rarity.Alone.NEVER
        is_telling = len(addresses.words_of(piece)) > 1 or rule not in {
            rarity.Alone.NEVER,
            rarity.Alone.SENTENCE,
        }
        self.parts.append(Part(PartKind.HOUSE, piece, Guard.ALONE if is_telling else Guard.PAIR, group))

    # -- people, places of work

    def _people(self, piece: str, where: Field) -> None:
        is_small = self.is_small and where is not Field.CONTACTS
        read = names.read(self.vocabulary, where, piece, self.said, small=is_small)
        self.said = read.said
        handles = self._bare_handles(read.others) if where is Field.CONTACTS else []
        left = [word for word in read.others if word not in handles]
        for run in read.runs:
            if self._is_no_name(run, read, where):
                left += run.words
            elif self._is_town_of_work(run):
                self.parts.append(Part(PartKind.TOWN, run.words[0], Guard.PAIR, self.group))
            elif names.is_organisation(self.vocabulary, run, where):
                self._organisation(run, left)
            else:
                self._name(run)
        is_remark = not read.runs and not handles and (left or len(piece.split()) > 1)
        self._leave_out(piece if is_remark else " ".join(sorted(left, key=piece.find)))

    def _bare_handles(self, words: tuple[str, ...]) -> list[str]:
        """Words in small letters that are none can only be a handle: "sunflowergirl"."""
        found = [
            word
            for word in words
            if _HANDLE.fullmatch(word)
            and not word.isdigit()
            and (not word.isalpha() or (word.islower() and not self.vocabulary.is_known(word)))
        ]
        for word in found:
            self.parts.append(Part(PartKind.HANDLE, word, group=self._next_group()))
        return found

    def _is_no_name(self, run: names.Run, read: names.Piece, where: Field) -> bool:
        words = [self.vocabulary.seen.fold(word) for word in run.words]
        if where is Field.NAMES:
            return False
        if all(word in wording.VEHICLES for word in words) and not run.after_relation:
            return True
        if where is Field.CONTACTS and not self._is_surely_a_name(run, words):
            return True
        is_word = len(words) == 1 and self.vocabulary.is_ordinary(words[0])
        return is_word and not run.after_relation and bool(read.others)

    def _is_surely_a_name(self, run: names.Run, words: list[str]) -> bool:
        """Among telephones and vehicles a word with a capital may be anything."""
        if (
            run.after_relation
            or run.at_work
            or any(word in wording.TELLING_ORGANISATION_WORDS for word in words)
        ):
            return True
        is_person = len(words) > 1 and any(map(self.vocabulary.is_name, words))
        return is_person and not any(word in wording.VEHICLES for word in words)

    def _is_town_of_work(self, run: names.Run) -> bool:
        """The word behind a place of work is where that is: "Penmarrow Vets, Brackwater"."""
        is_behind = bool(self.parts) and self.parts[-1].kind in {PartKind.ORGANISATION, PartKind.TOWN}
        if not is_behind or len(run.words) != 1 or run.after_relation:
            return False
        return not self.vocabulary.is_name(self.vocabulary.seen.fold(run.words[0]))

    def _organisation(self, run: names.Run, left: list[str]) -> None:
        words = [self.vocabulary.seen.fold(word) for word in run.words]
        if any(names.significant(words)):
            self.parts.append(Part(PartKind.ORGANISATION, " ".join(run.words), group=self._next_group()))
        else:
            left += run.words

    def _name(self, run: names.Run) -> None:
        group = self._next_group()
        words = [part for word in run.words for part in _with_initials(word)]
        whole = _with_particles(words)
        for at, word in enumerate(whole):
            kind = PartKind.FAMILY if at == len(whole) - 1 else PartKind.GIVEN
            core = self.vocabulary.seen.fold(word.split()[-1]).replace("'", "")
            rules = {
                rarity.alone(self.vocabulary, each, sole=len(whole) == 1) for each in (core, *core.split("-"))
            }
            guard = Guard.PAIR if rules <= {rarity.Alone.NEVER} else Guard.ALONE
            self.parts.append(Part(kind, word, guard, group))

    def _leave_out(self, text: str) -> None:
        if text:
            self.left_out.append(text)


def _with_initials(word: str) -> list[str]:
    """The words of what was typed as one: "J.R." is two initials, "Polwarth2" is a name."""
    letters = re.sub(r"\d+", "", word).strip("-'’_.")
    return [each for each in re.split(r"[._]", letters) if each]


def _with_particles(words: list[str]) -> list[str]:
    """Small words such as "de" go to the name behind them."""
    names_, before = [], ""
    for at, word in enumerate(words):
        if word.lower() in wording.PARTICLES and word.islower() and at < len(words) - 1:
            before += f"{word} "
        else:
            names_.append(before + word)
            before = ""
    return names_
