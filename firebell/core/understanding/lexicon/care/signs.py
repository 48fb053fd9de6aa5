"""Cues that belong to no language: emoji and marks."""

from firebell.core.understanding.care.cue import Cue

CUES = {
    Cue.ANGER: "😡, 😠, 🤬, 👿, 💢, 🖕, 😤",
    Cue.FEAR: "😨, 😰, 😱, 😧, 😬, 🫣",
    Cue.SADNESS: "😢, 😭, 😞, 😔, 😟, 🙁, ☹, 💔, 😿, 🥺, 😥, :(, :-(, :'(",
    Cue.JOY: """🙂, 😊, 😀, 😃, 😄, 😁, 😍, 🥰, 😘, ❤, ♥, 💕, 💖, 💙, 💚, 💛, 💜, 🎉, 🙌, 👏, 😎,
        🤗, 🥳, 💃, :),
        :-), :d, :-d, ;), <3""",
    Cue.HOPE: "🤞, 🙏",
    Cue.SMIRK: "🙄, 🙃, 😒, 😏, 😑, 🤡, 🤦, 🤷, 👌, 🐌",
    Cue.IRONY_MARK: "/ s, / sarcasm, / jk",
    Cue.HARM: "🔪 you, 🔫 you",
    Cue.CALL: "!, !!, ?!",
    Cue.QUOTE: '", “, ”, „, «, »',
    Cue.ELLIPSIS: "…, .., ..., ....",
    Cue.PROMOTION: "👉, 🎁, 💰, 🤑",
}
