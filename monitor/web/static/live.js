// Keeps a page fresh while somebody looks at it. Everything works without this script; then one reloads.
"use strict";

(() => {
  const SETTLE = 400; // milliseconds: versions come in bursts
  const region = document.querySelector("[data-live], [data-every]");
  const story = document.querySelector("[data-story]");
  let waiting = false;

  // Nothing moves under a hand: not while text is selected, or the keyboard is in the region, or a fold is open.
  const busy = () =>
    document.hidden ||
    region.contains(document.activeElement) ||
    String(document.getSelection()).length > 0 ||
    region.querySelector("details[open]") !== null;

  async function refresh() {
    waiting = false;
    if (busy()) return;
    const answer = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const from = fresh.querySelector("[data-live], [data-every]");
    if (from && !busy()) region.replaceChildren(...from.childNodes);
    const now = fresh.querySelector(".now");
    if (now) document.querySelector(".now").replaceWith(now);
  }

  function soon() {
    if (waiting) return;
    waiting = true;
    setTimeout(() => refresh().catch(() => {}), SETTLE);
  }

  function tell(version) {
    if (document.querySelector(".news")) return;
    const note = document.createElement("p");
    note.className = "notice good news";
    note.setAttribute("role", "status");
    const link = document.createElement("a");
    link.href = "/stories/" + encodeURIComponent(story.dataset.story);
    link.textContent = "Version " + version + " has come in.";
    note.append(link);
    story.prepend(note);
  }

  if (region && region.dataset.every) setInterval(soon, 1000 * Number(region.dataset.every));
  if (window.EventSource && ((region && region.dataset.live) || story)) {
    new EventSource("/api/v1/events").addEventListener("version", (event) => {
      const news = JSON.parse(event.data);
      if (story && news.story === story.dataset.story && news.version > Number(story.dataset.version)) tell(news.version);
      if (region && region.dataset.live) soon();
    });
  }
})();
