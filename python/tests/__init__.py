"""Tests of the package; run in the folder above with ``python3 -m unittest discover``."""

import unittest

try:
    import flatbuffers  # noqa: F401
except ImportError as error:
    raise unittest.SkipTest("the package flatbuffers is not installed") from error
