"""Cascades: how far will a post be passed on? docs/explanation/cascades.md.

*Cascade*: a post and its reshares. *Memory*: what is kept of each, of constant size. *Sizes*: the
forecast, a distribution of the final size. *Bank*: the memories of many live cascades. *Root*: the
post that a repost passes on, if need be through others. *Growing*: a cascade as it stood when its
last bucket was over, and what waits.
"""
