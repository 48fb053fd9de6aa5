"""The engines that run the core: on this machine, later on many. They compute; rooms store."""
