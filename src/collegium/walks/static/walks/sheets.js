// A walk through lessons: on the device first, on the server as soon as it is in reach. A lesson's sheet is small and
// whole: of two words on one lesson the later stands, so nothing is lost or doubled by sending again. When the walk is
// over, the device forgets which lessons it went to.

const element = (name, more = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), more);
  made.append(...inside);
  return made;
};

customElements.define("walk-sheets", class extends HTMLElement {
  connectedCallback() {
    if (this.dataset.over) return void localStorage.removeItem(this.dataset.over);
    const known = this.querySelector("#walk-state");
    if (known) this.remember(JSON.parse(known.textContent));
    else this.key = this.opened();
    if (!this.key) return void (this.querySelector("[data-nothing]").hidden = false);
    for (const one of this.querySelectorAll("[data-plain]")) one.hidden = true;
    for (const one of this.querySelectorAll("[data-here]")) one.hidden = false;
    this.querySelector("[data-finish]")?.addEventListener("submit", (event) => this.finish(event), true);
    for (const moment of ["online", "pageshow", "focus"]) addEventListener(moment, () => this.send());
    setInterval(() => this.send(), 4000);
    this.list();
    this.tell();
    this.send();
  }

  // With a network: this device will know the walk without one.
  remember(state) {
    this.key = this.dataset.key;
    const before = this.stored();
    this.store({ ...state, heading: document.querySelector("h1").textContent, waiting: before.waiting || {}, opened: Date.now() });
    navigator.serviceWorker?.register(this.dataset.offline);
  }

  // Without one, the page knows only its address: the last of this device's people who opened that walk goes on.
  opened() {
    const wanted = `walk-${location.pathname.match(/\/(\d+)\/walking\/$/)?.[1]}-`;
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(wanted));
    const key = keys.sort((a, b) => this.stored(b).opened - this.stored(a).opened)[0];
    if (key) this.querySelector("[data-heading]").textContent = this.stored(key).heading;
    return key;
  }

  stored(key = this.key) {
    try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; }
  }

  store(state) { localStorage.setItem(this.key, JSON.stringify(state)); }

  // What stands on the sheet of this lesson: what waits here, or else what the server has.
  sheet(place) { return this.stored().waiting?.[place.stop] || { steps: place.steps, changed: place.changed }; }

  mark(place, lookFor, step) {
    const state = this.stored(), sheet = this.sheet(place);
    const changed = Math.max(Date.now(), sheet.changed + 1);
    state.waiting = { ...state.waiting, [place.stop]: { steps: { ...sheet.steps, [lookFor]: step }, changed } };
    this.store(state);
    this.told(place);
    this.tell();
    clearTimeout(this.soon);
    this.soon = setTimeout(() => this.send(), 800);
  }

  get waits() { return Object.keys(this.stored().waiting || {}).length; }

  // The page that opens without a network can send nothing itself: it makes way for the real one.
  async makeWay() {
    try {
      const found = await fetch(location.href, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(15000) });
      if (found.status < 500) location.reload();
    } catch { this.state = "away"; }
    this.tell();
  }

  async send() {
    if (!this.dataset.to) return this.makeWay();
    if (!this.waits || this.sending || this.closed) return this.tell();
    const { waiting } = this.stored();
    this.sending = true;
    try {
      const body = new FormData(this.querySelector("[data-token]"));
      body.set("device", JSON.stringify({ sheets: Object.entries(waiting).map(([stop, sheet]) => ({ stop, ...sheet })) }));
      const answer = await fetch(this.dataset.to, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(15000) });
      this.state = answer.type === "opaqueredirect" ? "signedOut" : "";
      if ([403, 404, 409].includes(answer.status)) this.over();
      if (answer.ok) this.arrived(await answer.json(), waiting);
    } catch { this.state = "away"; } finally { this.sending = false; }
    this.tell();
  }

  arrived(known, sent) {
    const state = this.stored(), waiting = state.waiting || {};
    for (const [stop, { changed }] of Object.entries(sent)) if (waiting[stop]?.changed === changed) delete waiting[stop];
    this.store({ ...state, ...known, waiting });
  }

  over() {
    this.closed = true;
    this.state = "closed";
    localStorage.removeItem(this.key);
  }

  async finish(event) {
    if (this.agreed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const form = event.target, button = event.submitter;
    clearTimeout(this.soon);
    while (this.sending) await new Promise((done) => setTimeout(done, 100));
    await this.send();
    if (this.waits) { this.querySelector("[data-said]").textContent = this.dataset.first; return; }
    this.agreed = true;
    localStorage.removeItem(this.key);
    form.requestSubmit(button);
  }

  list() {
    const { places } = this.stored(), list = this.querySelector("[data-list]");
    let heading = "";
    list.replaceChildren();
    for (const place of places) {
      const now = `${place.day} · ${place.period}`;
      if (now !== heading) list.append(element("h2", { className: "as-h3", textContent: now }));
      heading = now;
      list.append(this.card(place));
    }
  }

  card(place) {
    const pill = element("span", { className: "pill" });
    const both = place.both ? [element("small", { className: "quiet", textContent: ` ${this.dataset.both}` })] : [];
    const summary = element("summary", {}, element("b", { textContent: place.where }), ...both, " ", pill);
    const card = element("details", { className: "card", name: "place" }, summary);
    card.dataset.stop = place.stop;
    // Closed ones stay empty: a walk of sixty lessons opens at once on an old phone.
    card.addEventListener("toggle", () => { if (card.open && !card.querySelector("fieldset")) card.append(this.form(place)); });
    queueMicrotask(() => this.told(place));
    return card;
  }

  form(place) {
    const { lookFors } = this.stored(), { steps } = this.sheet(place);
    return element("div", { className: "stack" }, ...lookFors.map(({ key, text, steps: words }) => {
      const choices = [...words.map((word, step) => [step, word]), [null, this.dataset.unknown]].map(([step, word]) => {
        const input = element("input", { type: "radio", name: `${place.stop}-${key}`, checked: key in steps && steps[key] === step });
        input.addEventListener("change", () => this.mark(place, key, step));
        return element("label", {}, input, element("span", { textContent: word }));
      });
      return element("fieldset", { className: "field" }, element("legend", { textContent: text }), element("div", { className: "choices" }, ...choices));
    }));
  }

  // How far the sheet of one lesson is.
  told(place) {
    const pill = this.querySelector(`[data-stop="${place.stop}"] .pill`);
    const { lookFors } = this.stored(), done = Object.keys(this.sheet(place).steps).length;
    if (!pill) return;
    pill.dataset.tone = done === lookFors.length ? "good" : done ? "due" : "quiet";
    pill.textContent = done === lookFors.length ? this.dataset.done : done ? `${done} / ${lookFors.length}` : this.dataset.open;
  }

  tell() {
    const pill = document.getElementById("kept"), state = this.state || (this.waits ? "here" : "kept");
    pill.hidden = false;
    pill.dataset.tone = state === "kept" ? "good" : "due";
    if (pill.textContent !== this.dataset[state]) pill.textContent = this.dataset[state];
  }
});
