"""``python3 -m postil_plugin ANALYZER``: serves an analyzer that has no ``main()`` of its own.

The standard streams are taken before the analyzer's file is imported, so that even what it prints
while it is imported cannot break the protocol, and an error of the import reaches the user.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import sys
from types import ModuleType

from .definition import Definition, definition_of, find_definition
from .errors import DefinitionError
from .process import Channel, serve
from .streams import take_standard_streams


def load(target: str) -> Definition:
    """The analyzer that ``FILE.py``, ``MODULE``, ``FILE.py:NAME`` or ``MODULE:NAME`` means."""
    path, colon, name = target.rpartition(":")
    # A colon may also belong to the path, as in C:\count.py.
    if not colon or not name.isidentifier():
        path, name = target, ""
    module = _file(path) if path.endswith(".py") else importlib.import_module(path)
    if not name:
        return find_definition(vars(module), path)
    if not hasattr(module, name):
        raise DefinitionError(f"{path} has no `{name}`")
    return definition_of(getattr(module, name))


def _file(path: str) -> ModuleType:
    """A file as a module; what lies beside it can be imported, as for a script."""
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise DefinitionError(f"{path} cannot be imported")
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    module = importlib.util.module_from_spec(spec)
    # Dataclasses and the texts of settings look their module up by its name.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def run(arguments: list[str] | None = None) -> int:
    """Serves the analyzer, or prints its manifest."""
    parser = argparse.ArgumentParser(
        prog="python3 -m postil_plugin", description="Serve an analyzer."
    )
    parser.add_argument("analyzer", help="FILE.py or MODULE, with :NAME if it holds several")
    parser.add_argument("--manifest", action="store_true", help="print the manifest and stop")
    given = parser.parse_args(arguments)
    if given.manifest:
        manifest = load(given.analyzer).manifest
        print(json.dumps(manifest.json(), ensure_ascii=False, indent=2))
        return 0
    return serve(Channel(*take_standard_streams()), lambda: load(given.analyzer))


if __name__ == "__main__":
    sys.exit(run())
