"""`python -m firebell.understanding.training --data DIR [--out DIR]`: make the shipped model."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from firebell.understanding.training.first_floor import train_first_floor

SHIPPED = Path(__file__).parents[1] / "models_data"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder of public sets")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="where the files go")
    chosen = parser.parse_args()
    manifest = train_first_floor(chosen.data, chosen.out)
    json.dump(manifest, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
