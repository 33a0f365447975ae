"""What a start of the program costs: nothing is compiled, read or searched before a command asks for it."""

from __future__ import annotations

import subprocess
import sys

COUNTING = """
import importlib, pkgutil, re, regex, sys

compiled = []

def counted(compile, package):
    def counting(pattern, *rest, **more):
        if sys._getframe(1).f_globals.get("__name__", "").startswith("screener"):
            compiled.append(f"{package}: {pattern!r}"[:100])
        return compile(pattern, *rest, **more)
    return counting

re.compile, regex.compile = counted(re.compile, "re"), counted(regex.compile, "regex")
import screener
modules = [each.name for each in pkgutil.walk_packages(screener.__path__, "screener.") if "__main__" not in each.name]
for name in modules:
    importlib.import_module(name)
assert len(modules) > 100, modules
print("\\n".join(compiled))
"""


def test_importing_every_module_compiles_no_expression() -> None:
    done = subprocess.run([sys.executable, "-c", COUNTING], capture_output=True, text=True, timeout=120, check=False)
    assert (done.stdout.strip(), done.returncode) == ("", 0), done.stderr
