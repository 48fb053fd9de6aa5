"""How the second floor is made: the weights of a wheel, cut, taught and rounded.

Needs the extra `train`; only this package imports torch.
"""

from firebell.understanding.training.second_floor.run import NAME, train

__all__ = ["NAME", "train"]
