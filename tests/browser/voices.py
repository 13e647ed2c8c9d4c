"""A speaking machine for a browser that has none: it keeps what it was asked to say, and with which voice.

Headless Chromium has no voices. What the page must get right is which voice it chooses, what it has it say
and when it falls silent; that can be seen without a sound. A sentence ends when the test says so.
"""

from typing import Any

from playwright.sync_api import Page

from tests.browser.harness import Screen

LOCAL = {"name": "Annemiek", "lang": "nl-NL", "localService": True, "default": False}
OF_SOMEBODY_ELSE = {"name": "Wolk", "lang": "nl-NL", "localService": False, "default": True}
GERMAN = {"name": "Anna", "lang": "de-DE", "localService": True, "default": False}

_MACHINE = """voices => {
    const listeners = new Set();
    const machine = {
        voices, said: [], cancelled: 0, speaking: null,
        getVoices: () => machine.voices,
        addEventListener: (_, listener) => listeners.add(listener),
        change: (now) => { machine.voices = now; for (const one of listeners) one(); },
        speak: (said) => {
            const { text, lang, voice } = said;
            machine.said.push({ text, lang, voice: voice?.name ?? null });
            machine.speaking = said;
            setTimeout(() => said.onstart?.());
        },
        cancel: () => {
            const said = machine.speaking;
            machine.speaking = null;
            machine.cancelled += 1;
            if (said) setTimeout(() => said.onerror?.({ error: 'canceled' }));
        },
        finish: () => { const said = machine.speaking; machine.speaking = null; said?.onend?.(); },
    };
    window.machine = machine;
    Object.defineProperty(window, 'speechSynthesis', { value: machine, configurable: true });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
}"""


def give_voices(page: Page, *voices: dict[str, Any]) -> None:
    """Give a page these voices, from its next load on."""
    page.add_init_script(f"({_MACHINE})({list(voices)!r})".replace("True", "true").replace("False", "false"))
    page.reload()


def change_voices(shown: Screen, *voices: dict[str, Any]) -> None:
    """Give the page other voices than it had."""
    shown.page.evaluate("voices => machine.change(voices)", list(voices))


def said(shown: Screen) -> list[dict[str, Any]]:
    """Return what was said, in order, with the language and the voice."""
    found: list[dict[str, Any]] = shown.page.evaluate("machine.said")
    return found


def texts_said(shown: Screen) -> list[str]:
    """Return the sentences that were said."""
    return [one["text"] for one in said(shown)]


def await_speech(shown: Screen, sentence: str | None) -> None:
    """Wait until this sentence is being said, or nothing at all."""
    now = None
    for _ in range(400):
        now = shown.page.evaluate("machine.speaking?.text ?? null")
        if now == sentence:
            return
        shown.page.wait_for_timeout(50)
    raise AssertionError(f"it says {now}")


def hear_on(shown: Screen, most: int = 200) -> list[str]:
    """Let every sentence end, until the machine is silent; return what was said."""
    for _ in range(most):
        if not shown.page.evaluate("!!machine.speaking"):
            return texts_said(shown)
        shown.page.evaluate("machine.finish()")
    raise AssertionError("the reading has no end")
