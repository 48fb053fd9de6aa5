"""firebell: a social CRM early-warning and response desk."""

__version__ = "0.2.0"
