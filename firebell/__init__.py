"""firebell: a social CRM early-warning and response desk."""

__version__ = "0.1.0"
