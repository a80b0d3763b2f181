// Notes at the back of the classroom: on the device first, on the server as soon as it is in reach. Nothing is sent twice
// as two, because each note carries its own name; nothing is dropped here before the server says that it has it.

const two = (number) => String(number).padStart(2, "0");
const fresh = () => Date.now().toString(36) + "-" + Math.random().toString(36).slice(2, 12);

customElements.define("visit-notes", class extends HTMLElement {
  connectedCallback() {
    this.known = JSON.parse(this.querySelector("#kept-notes")?.textContent || '{"notes":[],"gone":[]}');
    this.dataset.to ? this.remember() : this.key = this.opened();
    if (!this.key) return void (this.querySelector("[data-nothing]").hidden = false);
    this.mine = { notes: [], removed: [], question: null, draft: "", ...this.stored() };
    this.text = this.querySelector("textarea");
    this.question = this.querySelector("[name=question]");
    this.text.value = this.mine.draft;
    if (this.mine.question) this.question.value = this.mine.question.text;
    for (const one of this.querySelectorAll("[data-plain]")) one.hidden = true;
    for (const one of this.querySelectorAll("[data-waiting], [data-here], [data-note], [data-question]")) one.hidden = false;
    this.text.addEventListener("input", () => this.keep({ draft: this.text.value }));
    this.question.addEventListener("input", () => this.keep({ question: { text: this.question.value, at: Date.now() } }, 800));
    this.querySelector("[data-note]").addEventListener("submit", (event) => {
      event.preventDefault();
      const taken = event.submitter?.value;
      event.submitter?.name === "removed" ? this.takeBack(taken) : this.note(this.text.value);
    });
    this.querySelector("[data-question]").addEventListener("submit", (event) => event.preventDefault());
    this.querySelector("[data-give]")?.addEventListener("submit", (event) => this.give(event), true);
    this.querySelector("[data-asked]").addEventListener("click", () => { this.asked = performance.now(); });
    this.querySelector("[data-answers]").addEventListener("click", () => this.answered());
    for (const moment of ["online", "pageshow", "focus"]) addEventListener(moment, () => this.send());
    setInterval(() => this.send(), 4000);
    this.draw();
    this.send();
  }

  // With a network: this device will know the visit without one. Of what the server has it keeps the heading alone.
  remember() {
    this.key = this.dataset.key;
    localStorage.setItem(this.key, JSON.stringify({ ...this.stored(), heading: document.querySelector("h1").textContent, opened: Date.now() }));
    navigator.serviceWorker?.register(this.dataset.offline);
  }

  // Without one, the page knows only its address: the last of this device's people who opened that visit goes on.
  opened() {
    const wanted = `visit-${location.pathname.match(/\/(\d+)\/notes\/$/)?.[1]}-`;
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(wanted));
    const key = keys.sort((a, b) => this.stored(b).opened - this.stored(a).opened)[0];
    if (key) this.querySelector("[data-heading]").textContent = this.stored(key).heading;
    return key;
  }

  stored(key = this.key) {
    try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; }
  }

  keep(change, wait = 0) {
    Object.assign(this.mine, change);
    // The same page may stand open twice: what the other one has not sent yet is sent by either.
    const done = new Set([...this.known.notes.map((one) => one.key), ...this.known.gone, ...this.mine.removed]);
    const ours = new Set(this.mine.notes.map((one) => one.key));
    for (const one of this.stored().notes || []) if (!done.has(one.key) && !ours.has(one.key)) this.mine.notes.push(one);
    localStorage.setItem(this.key, JSON.stringify(this.mine));
    if ("draft" in change && Object.keys(change).length === 1) return;
    this.draw();
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.send(), wait);
  }

  note(words) {
    const text = words.trim();
    if (!text) return;
    if (words === this.text.value) this.text.value = "";
    this.keep({ notes: [...this.mine.notes, { key: fresh(), at: Date.now(), text }], draft: this.text.value });
  }

  takeBack(key) {
    this.keep({ notes: this.mine.notes.filter((one) => one.key !== key), removed: [...this.mine.removed, key] });
  }

  answered() {
    if (!this.asked) return;
    const seconds = ((performance.now() - this.asked) / 1000).toFixed(1);
    this.asked = null;
    this.querySelector("[data-seconds]").textContent = `${seconds} s`;
    this.note(`${this.dataset.wait}: ${seconds} s`);
  }

  get waits() { return this.mine.notes.length || this.mine.removed.length || this.mine.question; }

  // The page that opens without a network can send nothing itself: it makes way for the real one when nobody types.
  async makeWay() {
    try {
      const found = await fetch(location.href, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(15000) });
      const types = [this.text, this.question].includes(document.activeElement) && this.text.value + this.question.value;
      if (found.status < 500 && !types) location.reload();
    } catch { this.state = "away"; }
    this.draw();
  }

  async send() {
    if (!this.dataset.to) return this.makeWay();
    if (!this.waits || this.sending || this.closed) return this.draw();
    const { notes, removed, question } = this.mine;
    this.sending = true;
    try {
      const body = new FormData(this.querySelector("[data-question]"));
      body.delete("question");
      body.set("device", JSON.stringify({ notes, removed, question: question || {} }));
      const answer = await fetch(this.dataset.to, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(15000) });
      this.state = answer.type === "opaqueredirect" ? "signedOut" : "";
      if ([403, 404, 409].includes(answer.status)) { this.closed = true; this.state = "closed"; }
      if (answer.ok) this.arrived(await answer.json(), removed, question);
    } catch { this.state = "away"; } finally { this.sending = false; }
    this.draw();
  }

  arrived(known, removed, question) {
    this.known = known;
    const there = new Set([...known.notes.map((one) => one.key), ...known.gone]);
    this.keep({
      notes: this.mine.notes.filter((one) => !there.has(one.key)),
      removed: this.mine.removed.filter((key) => !removed.includes(key)),
      question: this.mine.question === question ? null : this.mine.question,
    }, 4000);
  }

  async give(event) {
    if (this.agreed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const form = event.target, button = event.submitter;
    this.note(this.text.value);
    clearTimeout(this.soon);
    while (this.sending) await new Promise((done) => setTimeout(done, 100));
    await this.send();
    if (this.waits) { this.querySelector("[data-said]").textContent = this.dataset.first; return; }
    this.agreed = true;
    localStorage.removeItem(this.key);
    form.requestSubmit(button);
  }

  draw() {
    const list = this.querySelector("[data-list]"), gone = new Set([...this.known.gone, ...this.mine.removed]);
    const all = new Map([...this.known.notes, ...this.mine.notes].filter((one) => !gone.has(one.key)).map((one) => [one.key, one]));
    const wanted = [...all.values()].sort((a, b) => b.at - a.at);
    if (list.dataset.shown !== wanted.map((one) => one.key).join()) {
      list.dataset.shown = wanted.map((one) => one.key).join();
      const buttons = () => [...list.querySelectorAll("button")], at = buttons().indexOf(document.activeElement);
      list.replaceChildren(...wanted.map((one) => this.row(one)));
      // Whoever took a line back by keys stands at the next one, or where lines are written.
      if (at >= 0) (buttons()[Math.min(at, wanted.length - 1)] ?? this.text).focus({ preventScroll: true });
    }
    const pill = document.getElementById("kept");
    const state = this.state || (this.waits ? "here" : "kept");
    pill.hidden = false;
    pill.dataset.tone = state === "kept" ? "good" : "due";
    if (pill.textContent !== this.dataset[state]) pill.textContent = this.dataset[state];
  }

  row({ key, at, text }) {
    const line = document.createElement("li"), when = new Date(at);
    line.className = "row";
    const time = Object.assign(document.createElement("time"), { className: "fixed", textContent: `${two(when.getHours())}:${two(when.getMinutes())}` });
    const words = Object.assign(document.createElement("div"), { className: "grow", textContent: text });
    const back = Object.assign(document.createElement("button"), { className: "linklike", name: "removed", value: key, textContent: this.dataset.remove });
    line.append(time, words, back);
    return line;
  }
});
