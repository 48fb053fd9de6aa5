"""The models of this room that `firebell train` makes: what cascades are forecast by."""

TRAINERS = {
    "cascade-defaults": "firebell.triggers.training.cascade_defaults",
    "cascades": "firebell.triggers.training.cascades",
}
