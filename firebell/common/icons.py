"""Our own line drawings, 24 by 24, as SVG path data. A word always stands beside an icon."""

from __future__ import annotations

PATHS = {
    "bell": "M6 16V10.5a6 6 0 0 1 12 0V16l2 2.5H4zM10 21.5h4M12 2v2.5",
    "inbox": "M4 13l3-8h10l3 8v6H4zM4 13h5l1.5 2.5h3L15 13h5",
    "pool": "M4 5h16v11H9l-5 4.5zM9 10.5h6M12 7.5v6",
    "alerts": "M3 12h4l2.5-7 5 14 2.5-7h4",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13M15.5 15.5L21 21",
    "queries": "M4 5h16l-6.2 7.2V18l-3.6 2v-7.8z",
    "sources": "M12 12v9M8.5 15.5a5 5 0 1 1 7 0M5.5 18.5a9.2 9.2 0 1 1 13 0",
    "reading": (
        "M12 6.5C9.5 4.8 6 4.5 3 5v14c3-.5 6.5-.2 9 1.5M12 6.5c2.5-1.7 6-2 9-1.5v14"
        "c-3-.5-6.5-.2-9 1.5M12 6.5v14"
    ),
    "people": (
        "M9 11a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7M2.5 20a6.5 6.5 0 0 1 13 0"
        "M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.2a6.5 6.5 0 0 1 3.5 5.8"
    ),
    "knowledge": "M5 20V5a2.5 2.5 0 0 1 2.5-2.5H19V18H7.2A2.1 2.1 0 0 0 7.2 22H19M9 7h6M9 11h4",
    "improve": "M4 19h16M5 15l4.5-5l3.5 3.5L19 6M14.5 6H19v4.5",
    "person": "M12 11a4 4 0 1 0 0-8a4 4 0 0 0 0 8M4.5 21a7.5 7.5 0 0 1 15 0",
    "settings": "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
    "out": "M14 4h5v16h-5M3.5 12H15M11 8l4 4l-4 4",
    "negative": "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M8 16.5c2-2.6 6-2.6 8 0M9 9.5v1M15 9.5v1",
    "neutral": "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M8 15h8M9 9.5v1M15 9.5v1",
    "positive": "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M8 14c2 2.8 6 2.8 8 0M9 9.5v1M15 9.5v1",
    "late": "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 7v5.5l3.5 2",
    "warning": "M12 4L2.5 20h19zM12 10v4.5M12 17.2v.3",
    "good": "M4 12.5l5.5 5.5L20 6.5",
    "stop": "M8 3h8l5 5v8l-5 5H8l-5-5V8zM8.5 12h7",
    "note": "M5 4h14v11l-5 5H5zM14 20v-5h5",
    "answer": "M10 6L4 12l6 6M4 12h9a7 7 0 0 1 7 7",
    "pause": "M8.5 5v14M15.5 5v14",
    "file": "M6 3h8l4 4v14H6zM14 3v4h4",
    "up": "M12 19V5M6 11l6-6l6 6",
}
