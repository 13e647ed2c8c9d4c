// Reading aloud, with voices of this machine only. Python puts what is to be said into the identifier of a node of the
// tree for screen readers ("reader:" and JSON), where no screen reader says it. When that node goes, so does the voice:
// a lock, a curtain or another screen is silent at once. The page tells back which languages it can read, and the end.
(() => {
  "use strict";

  const synth = window.speechSynthesis;
  if (!synth) return;

  const ORDER = "reader:";
  const READER = `[flt-semantics-identifier^="${ORDER}"]`;
  const GRACE_MS = 300;
  const SHORTEST_MATCH = 4;
  const LOOK_AGAIN_MS = 250;

  // A voice that is not local sends the words to somebody else's computer.
  const locals = () => synth.getVoices().filter((voice) => voice.localService === true);
  const languageOf = (voice) => voice.lang.toLowerCase().split(/[-_]/)[0];
  const voiceFor = (language) => {
    const found = locals().filter((voice) => languageOf(voice) === language);
    return found.find((voice) => voice.default) ?? found[0];
  };

  const tell = (word) => fetch(`/voice/${word}`, { method: "POST", cache: "no-store" }).catch(() => {});

  let told = "";
  function tellVoices() {
    const languages = [...new Set(locals().map(languageOf))].filter((one) => /^[a-z]{2,3}$/.test(one)).sort();
    const word = ["can", ...languages.slice(0, 60)].join("-");
    if (word === told) return;
    told = word;
    tell(word);
  }

  let now = null;
  let lastMark = "";

  function begin(order) {
    end();
    now = { ...order, gone: 0 };
    lastMark = order.mark;
    say(now, 0);
  }

  function end() {
    if (!now) return;
    const { mark } = now;
    now = null;
    synth.cancel();
    point("");
    tell(`end-${mark}`);
  }

  function say(order, at) {
    if (order !== now) return;
    const voice = voiceFor(order.language);
    if (at >= order.say.length || !voice) {
      end();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(order.say[at]);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = 0.9;
    utterance.onstart = () => { if (order === now) point(order.say[at]); };
    utterance.onend = () => say(order, at + 1);
    utterance.onerror = () => { if (order === now) end(); };
    // Chromium forgets an utterance that nothing holds, and then its end is never heard.
    order.utterance = utterance;
    synth.speak(utterance);
  }

  function look() {
    const node = document.querySelector(READER);
    if (!node) {
      // A node may be made anew while the screen is drawn once more.
      if (now && !now.gone) now.gone = setTimeout(() => { if (now?.gone) end(); }, GRACE_MS);
      return;
    }
    if (now?.gone) {
      clearTimeout(now.gone);
      now.gone = 0;
    }
    const order = JSON.parse(node.getAttribute("flt-semantics-identifier").slice(ORDER.length));
    if (order.mark !== lastMark) begin(order);
  }

  // The sentence that is read gets the marker, laid over the drawn words like a pen of transparent ink.
  const marker = Object.assign(document.createElement("div"), { id: "marker" });
  marker.setAttribute("aria-hidden", "true");
  let pointed = "";
  let pointedAt = null;
  let lookedAt = 0;

  const plain = (words) => words.replace(/\s+/g, " ").trim();

  function nodeOf(sentence) {
    let best = null;
    for (const node of document.querySelectorAll("flt-semantics")) {
      const words = plain(node.getAttribute("aria-label") ?? node.textContent);
      const whole = words.includes(sentence);
      const piece = !whole && words.length >= SHORTEST_MATCH && sentence.includes(words);
      if (!whole && !piece) continue;
      const { width, height } = node.getBoundingClientRect();
      if (!width || !height) continue;
      // The smallest node that says all of it; else the one that says most of it. A button about the words
      // may name them too: it counts only where they stand nowhere else.
      const rank = whole ? [node.getAttribute("role") === "button" ? 1 : 2, -width * height] : [0, words.length];
      if (!best || rank[0] > best.rank[0] || (rank[0] === best.rank[0] && rank[1] > best.rank[1])) best = { node, rank };
    }
    return best?.node;
  }

  function point(sentence) {
    const began = !pointed;
    pointed = plain(sentence);
    pointedAt = null;
    if (!pointed) marker.remove();
    else if (began) requestAnimationFrame(follow);
  }

  function follow(time) {
    if (!pointed) return;
    if (!pointedAt?.isConnected || time - lookedAt > LOOK_AGAIN_MS) {
      pointedAt = nodeOf(pointed);
      lookedAt = time;
    }
    const box = pointedAt?.getBoundingClientRect();
    if (box && !marker.isConnected) document.body.append(marker);
    if (!box) marker.remove();
    else Object.assign(marker.style, {
      left: `${box.left - 4}px`, top: `${box.top - 2}px`, width: `${box.width + 8}px`, height: `${box.height + 4}px`,
    });
    requestAnimationFrame(follow);
  }

  synth.addEventListener?.("voiceschanged", tellVoices);
  tellVoices();
  window.addEventListener("pagehide", () => synth.cancel());
  new MutationObserver(look).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["flt-semantics-identifier"],
  });
})();
