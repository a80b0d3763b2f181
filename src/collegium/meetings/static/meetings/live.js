// A meeting in progress: asks once a second whether something is new, counts down, and loses nothing that is typed.
// Every form here also works without this file, by reloading the page.

const plain = (part) => part.outerHTML.replace(/name="(key|csrfmiddlewaretoken)" value="[^"]*"/g, "");
const typing = "input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select";
const QUICK = 1000, CALM = 1250, CALM_AFTER = 60_000, LONG_OFFLINE = 4000;

// What of a part is read out.
const worth = "h2, p, b, .pill, .rows > li > div";
const linesOf = (part) => [...(part.matches("p") ? [part] : part.querySelectorAll(worth))]
  .filter((one) => one.checkVisibility() && !one.parentElement.closest(worth)).map((one) => one.innerText);
const named = (it) => it.id || it.name + it.value + it.form?.action + it.textContent;

customElements.define("live-meeting", class extends HTMLElement {
  connectedCallback() {
    this.after = Number(this.dataset.after);
    this.shown = new Map([...document.querySelectorAll("[data-part]")].map((part) => [part.id, plain(part)]));
    this.held = new Map();
    this.heard = [];
    this.sending = 0;
    this.ahead = Date.parse(this.dataset.now) - Date.now();
    this.stirred = Date.now();
    this.unsent = document.querySelector("unsent-box");
    if (this.dataset.offline) this.remember();
    this.addEventListener("submit", (event) => this.send(event));
    this.addEventListener("input", ({ target }) => this.draft(target.form));
    for (const form of this.querySelectorAll("form[data-keep]")) this.fill(form);
    this.addEventListener("focusout", () => setTimeout(() => this.release()));
    document.addEventListener("visibilitychange", () => document.hidden || this.ask());
    addEventListener("online", () => this.ask());
    setInterval(() => this.count(), 250);
    this.again(QUICK);
  }

  // This device will know the meeting without a network: its heading, and whose unsent words to show. Nothing that was said.
  remember() {
    try { localStorage.setItem("meeting-here", JSON.stringify({ who: this.unsent.dataset.who, heading: document.querySelector("h1").textContent, at: location.pathname })); } catch { /* no room */ }
    navigator.serviceWorker?.register(this.dataset.offline);
  }

  again(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), wait);
  }

  async ask() {
    if (document.hidden) return; // asks again when it is looked at
    if (this.asking) return;
    this.asking = true;
    let wait = Date.now() - this.stirred > CALM_AFTER ? CALM : QUICK;
    try {
      // What was written here without network comes before what is new elsewhere.
      if (this.unsent.waits && !(await this.unsent.send())) throw new Error("still away");
      const answer = await fetch(`${this.dataset.ask}${this.after}/`, { cache: "no-store", signal: AbortSignal.timeout(8000) });
      const html = await answer.text();
      // What one presses meanwhile brings its own answer, which says what it changed.
      if (answer.status === 200 && !this.sending) this.take(html, answer);
      else if (answer.status === 404) return location.reload();
      this.trouble("");
    } catch {
      this.trouble(this.dataset.noNetwork);
      wait = LONG_OFFLINE;
    } finally {
      this.asking = false;
    }
    this.again(wait);
  }

  // The page's own forms, without a new page. A form sent twice by mistake carries the same key and acts once.
  async send(event) {
    const form = event.target;
    if (form.hasAttribute("data-whole") || event.defaultPrevented) return;
    event.preventDefault();
    if (form.dataset.going) return;
    form.dataset.going = "yes";
    this.sending += 1;
    const fields = new FormData(form, event.submitter);
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(fields), headers: { "X-Live": "1" }, signal: AbortSignal.timeout(15_000) });
      if (answer.status < 400) this.forget(form);
      this.take(await answer.text(), answer, form.closest("[data-part]"));
      this.trouble("");
    } catch {
      this.trouble(form.hasAttribute("data-keep") && this.later(form, fields) ? this.dataset.noNetwork : this.dataset.needsNetwork || this.dataset.noNetwork);
    } finally {
      this.sending -= 1;
      delete form.dataset.going;
    }
  }

  // Without network: kept with its own key, and the form is ready for the next one.
  later(form, fields) {
    const key = fields.get("key"), words = [form.dataset.keep, fields.get("text"), fields.get("with_class")].filter(Boolean).join(" ");
    if (!this.unsent.keep(key, { action: form.action, fields: [...fields], words })) return false;
    this.forget(form);
    form.elements.key.value = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (form.dataset.waiting) this.passOn(form);
    else form.reset();
    this.unsent.tell();
    return true;
  }

  // The order of speakers is known, so the word goes on here as it will on the server.
  passOn(form) {
    const [next, ...rest] = JSON.parse(form.dataset.waiting), part = form.closest("[data-part]");
    form.elements.seen.value = next ? next[0] : "";
    form.dataset.waiting = JSON.stringify(rest);
    part.querySelector("b").textContent = next ? form.dataset.speaking.replace("%s", next[1]) : form.dataset.heard;
    part.querySelector(".avatar")?.remove();
    const then = part.querySelector("small");
    if (then) then.textContent = rest.map(([, name]) => name).join(", ");
    if (!next) form.hidden = true;
    this.shown.delete(part.id);
  }

  // Half a promise survives a closed tab, too.
  draft(form) {
    if (!form?.hasAttribute("data-keep")) return;
    const typed = [...form.elements].filter((box) => box.matches("input:not([type=hidden]), textarea") && box.value).map((box) => [box.name, box.value]);
    try {
      if (typed.length) localStorage.setItem(this.draftName(form), JSON.stringify(typed));
      else this.forget(form);
    } catch { /* the page itself still has it */ }
  }

  fill(form) {
    const typed = JSON.parse(localStorage.getItem(this.draftName(form)) || "[]");
    for (const [name, value] of typed) if (form.elements[name] && !form.elements[name].value) form.elements[name].value = value;
  }

  forget(form) { localStorage.removeItem(this.draftName(form)); }

  draftName(form) { return `draft:${this.unsent.dataset.who}:${new URL(form.action).pathname}`; }

  take(html, answer, mine) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const live = fresh.querySelector("live-meeting");
    if (!live || live.dataset.state !== this.dataset.state) return this.elsewhere(answer);
    if (Number(live.dataset.after) < this.after) return; // asked for before what stands here
    this.after = Number(live.dataset.after);
    this.ahead = Date.parse(live.dataset.now) - Date.now();
    this.stirred = Date.now();
    const parts = [...fresh.querySelectorAll("[data-part]")];
    for (const part of parts) {
      const words = plain(part);
      if (words === this.shown.get(part.id) && !(mine && part.id === mine.id)) continue;
      const old = document.getElementById(part.id);
      if (!old) { this.place(part); this.shown.set(part.id, words); }
      else if (this.isBusy(old) && !this.isSameNote(old, part) && !(mine && part.id === mine.id)) this.held.set(part.id, [part, words]);
      else this.put(old, part, words, mine);
    }
    const there = new Set(parts.map((part) => part.id));
    for (const old of this.querySelectorAll("[data-part]")) if (!there.has(old.id)) { this.shown.delete(old.id); old.remove(); }
    if (this.heard.length) document.getElementById("said").textContent = this.heard.splice(0).join(" ");
    this.count();
  }

  // Others' lines come into a note while one types in it: the note itself knows how.
  isSameNote(old, part) {
    const [before, now] = [old.querySelector("live-note"), part.querySelector("live-note")];
    return before && now && before.dataset.item === now.dataset.item;
  }

  // Whoever uses keys goes on at the same thing, or in its row, or at the part; and hears what they changed. A new step
  // and a new speaker are said to all.
  put(old, part, words, mine) {
    this.held.delete(old.id);
    this.shown.set(part.id, words);
    if (this.isSameNote(old, part)) return old.querySelector("live-note").hear(part.querySelector("live-note"));
    const open = [...old.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent);
    const before = linesOf(old), one = document.activeElement, stoodIn = old.contains(one), row = [...old.querySelectorAll("li")].indexOf(one.closest("li"));
    old.replaceWith(document.adoptNode(part));
    for (const summary of part.querySelectorAll("details > summary")) if (open.includes(summary.textContent)) summary.parentElement.open = true;
    if (mine || "say" in part.dataset) this.heard.push(...linesOf(part).filter((line) => !before.includes(line)));
    let next = part.querySelector("[aria-invalid=true]");
    if (stoodIn) {
      next ??= [...part.querySelectorAll("a, button, input, select, summary")].find((it) => named(it) === named(one));
      next ??= part.querySelectorAll("li")[row]?.querySelector("button") ?? part;
      part.tabIndex = -1;
    }
    next?.focus({ preventScroll: true });
  }

  // A part that this page did not have yet goes where the fresh page has it: after the same neighbour.
  place(part) {
    const neighbour = part.previousElementSibling?.id && document.getElementById(part.previousElementSibling.id);
    const following = part.nextElementSibling?.id && document.getElementById(part.nextElementSibling.id);
    if (neighbour) neighbour.after(document.adoptNode(part));
    else if (following) following.before(document.adoptNode(part));
  }

  // What somebody types in is not taken from under their fingers; it is brought up to date when they leave it.
  isBusy(part) {
    const note = part.querySelector("live-note");
    if (note) return note.contains(document.activeElement) && document.activeElement.matches("textarea");
    if (part.contains(document.activeElement) && document.activeElement.matches(typing)) return true;
    return [...part.querySelectorAll("input:not([type=hidden]), textarea")].some((box) => box.value !== box.defaultValue);
  }

  release() {
    for (const [id, [part, words]] of this.held) {
      const old = document.getElementById(id);
      if (old && !this.isBusy(old)) this.put(old, part, words);
    }
  }

  async elsewhere(answer) {
    await Promise.all([...this.querySelectorAll("live-note")].map((note) => note.save()));
    if (answer?.redirected) location.assign(answer.url);
    else location.reload();
  }

  count() {
    const now = Date.now() + this.ahead;
    const time = this.querySelector("[data-ends]"), bar = this.querySelector("[data-since]");
    if (!time) return;
    const left = Math.trunc((Date.parse(time.dataset.ends) - now) / 1000), seconds = Math.abs(left);
    const face = `${left < 0 ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (time.querySelector("[data-face]").textContent !== face) {
      time.querySelector("[data-face]").textContent = face;
      time.querySelector("small").textContent = left < 0 ? time.dataset.over : time.dataset.left;
      bar.value = Math.min(bar.max, Math.max(0, (now - Date.parse(bar.dataset.since)) / 1000));
    }
  }

  trouble(words) {
    const line = this.querySelector("[data-trouble]");
    line.hidden = !words;
    if (line.textContent !== words) line.textContent = words;
  }
});
