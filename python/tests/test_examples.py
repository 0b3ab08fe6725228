"""The tests of the examples, which stand beside them."""

import sys
import unittest
from pathlib import Path

EXAMPLES = Path(__file__).parents[1] / "examples"


def load_tests(loader, tests, pattern):
    for folder in sorted(path for path in EXAMPLES.iterdir() if path.is_dir()):
        sys.path.insert(0, str(folder))
        tests.addTests(unittest.TestLoader().discover(str(folder), "test_*.py", str(folder)))
    return tests
