"""A screen reader's side: walks what AT-SPI tells of the window and prints it. Run by the system's own Python.

It shares nothing with the program but the bus, so what it sees is what Orca would.
"""

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

PATIENCE = 40
DEEPEST = 40


def found():  # noqa: ANN201
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(number)
            if application is not None and application.get_child_count():
                return application
        time.sleep(0.2)
    return None


def told(each):  # noqa: ANN001, ANN201
    states = each.get_state_set()
    labels = [
        relation.get_target(0).get_name()
        for relation in each.get_relation_set()
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY and relation.get_n_targets()
    ]
    return {
        "role": each.get_role_name(),
        "name": each.get_name() or "",
        "description": each.get_description() or "",
        "labelled_by": labels,
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "showing": states.contains(Atspi.StateType.SHOWING),
    }


def walk(each, depth=0):  # noqa: ANN001, ANN201
    if each is None or depth > DEEPEST:
        return
    yield told(each)
    for number in range(min(each.get_child_count(), 400)):
        yield from walk(each.get_child_at_index(number), depth + 1)


if __name__ == "__main__":
    window = found()
    json.dump(list(walk(window)) if window else [], sys.stdout)
