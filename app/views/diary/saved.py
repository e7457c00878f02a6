"""What is said of a calendar's file that was written."""

from app.services.sharing.diary_file import SavedDiary


def saved_words(saved: SavedDiary) -> str:
    """How many appointments it has, and what was left out of it."""
    count = "1 appointment" if saved.appointments == 1 else f"{saved.appointments} appointments"
    left_out = (
        " Typed places are left out: your program cannot look for victims’ details in them."
        if saved.without_places
        else ""
    )
    return f"Saved {count}, without a name.{left_out}"
