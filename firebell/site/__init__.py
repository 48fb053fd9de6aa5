"""The house put together: settings, addresses, the corridor, the worker, the command line."""
