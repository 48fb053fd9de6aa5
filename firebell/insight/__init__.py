"""The numbers, and the first screen: is something starting, is anybody waiting, do we hear all?"""
