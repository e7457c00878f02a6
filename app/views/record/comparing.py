"""What two sheets of a kind differ in, for whoever chooses between them."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.kinds import Kind
from app.domain.record import Sheet
from app.views.look import Look
from app.views.widgets.words import words


class Comparison(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.words = words("")
        self.column.addWidget(self.words)

    def show_two(self, made: Kind, older: Sheet, newer: Sheet) -> None:
        self.words.setText(f"{made.title} {older.content} {newer.content}")
