"""What a text is about: a workspace's own topics, defined by a plain description and examples."""

from firebell.core.understanding.topics.judge import TopicJudge
from firebell.core.understanding.topics.taxonomy import Topic

__all__ = ["Topic", "TopicJudge"]
