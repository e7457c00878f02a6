"""A hardened process leaves no core file."""

import subprocess
import sys
import textwrap

import pytest


def test_a_hardened_process_leaves_no_core_and_cannot_be_read() -> None:
    program = """
        import ctypes, resource, sys
        resource.setrlimit(resource.RLIMIT_CORE, (4096, resource.getrlimit(resource.RLIMIT_CORE)[1]))
        from app.crypto.hygiene import harden
        harden()
        harden()
        print(resource.getrlimit(resource.RLIMIT_CORE))
        if sys.platform.startswith("linux"):
            print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[0] == "(0, 0)"
    assert done.stdout.split("\n")[1] in {"", "0"}


def test_freed_memory_is_given_back_to_the_system() -> None:
    program = """
        import sys
        from app.crypto.hygiene import give_back
        def resident():
            with open("/proc/self/statm") as file:
                return int(file.read().split()[1])
        if sys.platform.startswith("linux"):
            # Small blocks with one kept at the end: what is freed below it stays in the heap.
            held = [bytearray(1000) for _ in range(50_000)]
            last = bytearray(1000)
            full = resident()
            del held
            give_back()
            print(full - resident())
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True
    )
    pages = done.stdout.strip()
    assert not pages or int(pages) > 10_000


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="done with glibc alone")
@pytest.mark.parametrize("length", [60, 400, 1000])
def test_what_was_freed_is_written_over(length: int) -> None:
    program = f"""
        import ctypes
        from app.crypto.hygiene import give_back
        texts = [f"{{n:06}} lantern over still water".ljust({length}, ".") for n in range(400)]
        # Every other one stays, so that the memory between them stays this program's.
        places, kept = [id(each) for each in texts[::2]], texts[1::2]
        del texts
        give_back()
        print(sum(b"still water" in ctypes.string_at(place, {length} + 48) for place in places), len(kept))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "0 200\n"
