"""A pytest plugin, loaded before Django's: no test may touch the state of whoever runs it."""

from __future__ import annotations

import os
import tempfile

os.environ["FIREBELL_HOME"] = tempfile.mkdtemp(prefix="firebell-tests-")
for name in ("FIREBELL_DEMO", "FIREBELL_HTTPS", "FIREBELL_KILL_AT", "FIREBELL_SECRET_KEY_FILE"):
    os.environ.pop(name, None)
