"""By which model a workspace's cascades are foreseen: its own where it has one, else the shipped.

A workspace's own is a file in `FIREBELL_HOME/models/<address of the workspace>/`, which `firebell
train cascades --workspace` writes. One that cannot be read is told of and not used.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from firebell.accounts.models import Workspace
from firebell.core.triggers.cascade.forecaster import Forecaster
from firebell.core.triggers.cascade.model import ModelError
from firebell.runners.cascades import MODEL_FILE, forecaster_from, load_forecaster

FOLDER = "models"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class InUse:
    """`since`: when the workspace's own was made, None for the shipped one. `wrong`: why the
    workspace's own cannot be used, where there is one that cannot; in English."""

    forecaster: Forecaster
    path: Path | None = None
    since: datetime | None = None
    wrong: str = ""

    @property
    def place(self) -> str:
        """Of the file, in FIREBELL_HOME."""
        return str(self.path.relative_to(settings.HOME)) if self.path else ""


def folder_of(workspace: Workspace) -> Path:
    return Path(settings.HOME) / FOLDER / str(workspace.slug)


def in_use(workspace_id: int) -> InUse:
    """The model that forecasts now; looks at the file each time, and reads it when it is new."""
    if not (Path(settings.HOME) / FOLDER).is_dir():
        return InUse(load_forecaster())
    workspace = Workspace.objects.filter(pk=workspace_id).only("slug").first()
    if workspace is None:
        return InUse(load_forecaster())
    return _own(folder_of(workspace) / MODEL_FILE)


def _own(path: Path) -> InUse:
    try:
        made = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        return InUse(forecaster_from(path), path, made)
    except FileNotFoundError:
        return InUse(load_forecaster())
    except (OSError, ModelError) as error:
        _tell(path, str(error))
        return InUse(load_forecaster(), path, None, str(error))


@lru_cache(maxsize=64)
def _tell(path: Path, wrong: str) -> None:
    """Once a process."""
    log.warning("The shipped model of cascades is used: %s: %s", path, wrong)
