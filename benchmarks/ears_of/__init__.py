"""One module a network: `measure(stage, data, folder, shorter)`."""
