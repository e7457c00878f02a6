"""A hardened process leaves no core file."""

import subprocess
import sys
import textwrap


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
