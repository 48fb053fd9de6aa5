"""The second floor: a small transformer that reads again what the first floor is unsure of.

Needs onnxruntime; the model comes in as bytes.
"""
