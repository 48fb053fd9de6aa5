"""One algorithm a file, each behind the contract of `firebell.core.triggers.contract`."""
