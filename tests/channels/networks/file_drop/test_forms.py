from __future__ import annotations

from firebell.channels.networks.file_drop.forms import FileDropForm


def form(folder: str) -> FileDropForm:
    return FileDropForm({"folder": folder, "map": "plain", "settle_seconds": 5})


def test_a_folder_inside_the_roots_becomes_a_config(tmp_path, monkeypatch):
    monkeypatch.setenv("FIREBELL_DROP_ROOTS", str(tmp_path))
    (tmp_path / "shop").mkdir()
    for given in (str(tmp_path / "shop"), "shop"):
        filled = form(given)
        assert filled.is_valid(), filled.errors
        assert filled.config()["folder"] == str(tmp_path / "shop")
        assert filled.config()["map"] == "plain"


def test_a_folder_outside_is_refused_even_by_way_of_a_link(tmp_path, monkeypatch):
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "link").symlink_to(outside)
    monkeypatch.setenv("FIREBELL_DROP_ROOTS", str(root))
    for given in (str(outside), "/etc", "../outside", "link"):
        assert "folder" in form(given).errors, given


def test_a_folder_that_is_not_there_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("FIREBELL_DROP_ROOTS", str(tmp_path))
    assert form("shop").errors["folder"] == ["There is no such folder. Make it first."]
