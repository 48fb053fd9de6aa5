"""Memes while they start: what is passed on about a brand, heard post by post.

A *mark* is what a word carries that can spread: a hashtag, a link, a text, a picture. A *track* is
what is remembered of a mark; a *habit* is how large marks of a brand usually get.
"""
