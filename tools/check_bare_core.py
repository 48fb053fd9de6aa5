"""The core must import where nothing but its own needs is installed: forbid the rest and try."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from importlib.abc import MetaPathFinder

FORBIDDEN = ("django", "httpx", "requests", "sqlite3", "psycopg", "duckdb", "pyspark", "uvicorn")


class Refuse(MetaPathFinder):
    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname.partition(".")[0] in FORBIDDEN:
            raise ImportError(f"the core must not import {fullname}")


def main() -> None:
    sys.meta_path.insert(0, Refuse())
    import firebell.core

    names = [
        module.name for module in pkgutil.walk_packages(firebell.core.__path__, "firebell.core.")
    ]
    for name in names:
        importlib.import_module(name)
    print(f"core: {len(names)} modules import bare")


if __name__ == "__main__":
    main()
