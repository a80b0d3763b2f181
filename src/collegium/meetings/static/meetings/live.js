// A meeting in progress: asks once a second whether something is new, counts down, and loses nothing that is typed.
// Every form here also works without this file, by reloading the page.

const plain = (part) => part.outerHTML.replace(/name="(key|csrfmiddlewaretoken)" value="[^"]*"/g, "");
const typing = "input:not([type=hidden], [type=checkbox], [type=radio]), textarea, select";
const QUICK = 1000, CALM = 1500, CALM_AFTER = 60_000, LONG_OFFLINE = 4000;

customElements.define("live-meeting", class extends HTMLElement {
  connectedCallback() {
    this.after = Number(this.dataset.after);
    this.shown = new Map([...document.querySelectorAll("[data-part]")].map((part) => [part.id, plain(part)]));
    this.held = new Map();
    this.ahead = Date.parse(this.dataset.now) - Date.now();
    this.stirred = Date.now();
    this.addEventListener("submit", (event) => this.send(event));
    this.addEventListener("focusout", () => setTimeout(() => this.release()));
    document.addEventListener("visibilitychange", () => document.hidden || this.ask());
    addEventListener("online", () => this.ask());
    setInterval(() => this.count(), 250);
    this.again(QUICK);
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
      const answer = await fetch(`${this.dataset.ask}${this.after}/`, { cache: "no-store", signal: AbortSignal.timeout(8000) });
      if (answer.status === 200) this.take(await answer.text(), answer);
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
    try {
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)), headers: { "X-Live": "1" } });
      this.take(await answer.text(), answer, form.closest("[data-part]"));
      this.trouble("");
    } catch {
      this.trouble(this.dataset.noNetwork);
    } finally {
      delete form.dataset.going;
    }
  }

  take(html, answer, mine) {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const live = fresh.querySelector("live-meeting");
    if (!live || live.dataset.state !== this.dataset.state) return this.elsewhere(answer);
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
      else this.put(old, part, words);
    }
    const there = new Set(parts.map((part) => part.id));
    for (const old of this.querySelectorAll("[data-part]")) if (!there.has(old.id)) { this.shown.delete(old.id); old.remove(); }
    this.count();
  }

  // Others' lines come into a note while one types in it: the note itself knows how.
  isSameNote(old, part) {
    const [before, now] = [old.querySelector("live-note"), part.querySelector("live-note")];
    return before && now && before.dataset.item === now.dataset.item;
  }

  put(old, part, words) {
    this.held.delete(old.id);
    this.shown.set(part.id, words);
    if (this.isSameNote(old, part)) return old.querySelector("live-note").hear(part.querySelector("live-note"));
    const open = [...old.querySelectorAll("details[open] > summary")].map((summary) => summary.textContent);
    old.replaceWith(document.adoptNode(part));
    for (const summary of part.querySelectorAll("details > summary")) if (open.includes(summary.textContent)) summary.parentElement.open = true;
    const wrong = part.querySelector("[aria-invalid=true]");
    if (wrong) wrong.focus();
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

// The notes of a step. What is typed is kept on this device until the server has it; two writers are put together there.
customElements.define("live-note", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.box = this.form.elements.text;
    this.line = this.querySelector("[data-status]");
    this.key = `note:${this.dataset.who}:${this.dataset.item}`;
    this.address = this.form.action;
    [this.base, this.seen] = [this.form.elements.base.value, Number(this.form.elements.seen.value)];
    this.querySelector("[data-plain]").hidden = true;
    this.box.addEventListener("input", () => this.typed());
    this.addEventListener("click", ({ target }) => target.dataset?.take && this.settle(target.dataset.take));
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    this.online = () => this.save();
    addEventListener("online", this.online);
    const kept = this.kept();
    if (kept && kept.text !== this.box.value) {
      [this.base, this.seen, this.box.value] = [kept.base, kept.seen, kept.text];
      this.save();
    } else if (kept) localStorage.removeItem(this.key);
  }

  // On to another step: what has not been sent is still on this device, and goes on being sent.
  disconnectedCallback() {
    removeEventListener("online", this.online);
    this.save();
  }

  get isDirty() { return this.box.value !== this.base; }

  kept() {
    try { return JSON.parse(localStorage.getItem(this.key)); } catch { return null; }
  }

  keep() {
    try { localStorage.setItem(this.key, JSON.stringify({ base: this.base, seen: this.seen, text: this.box.value })); } catch { /* the page itself still has it */ }
  }

  typed() {
    this.keep();
    if (this.clash) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), 350);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.saving || this.clash || !this.isDirty) return;
    const sent = this.box.value;
    if (sent.length > 20_000) return this.say("long");
    this.saving = true;
    this.say("sending");
    const body = new FormData();
    for (const [name, value] of [["text", sent], ["base", this.base], ["seen", this.seen]]) body.append(name, value);
    body.append("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(this.address, { method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout(15_000) });
      if (answer.ok && !answer.redirected) this.acknowledge(sent, await answer.json());
      else if (answer.status === 409) this.disagree(await answer.json());
      else if (answer.status === 422) this.say("long");
      else if (answer.status >= 500) throw new Error(answer.status);
      else this.say("gone");
    } catch {
      this.say("kept");
      this.timer = setTimeout(() => this.save(), 3000);
    } finally {
      this.saving = false;
    }
    if (this.isDirty && !this.clash && !this.timer) this.timer = setTimeout(() => this.save(), 350);
  }

  acknowledge(sent, { text, version }) {
    this.timer = 0;
    if (this.box.value === sent) {
      this.write(text);
      [this.base, this.seen] = [text, version];
      localStorage.removeItem(this.key);
      this.say("saved");
    } else {
      // Typed on meanwhile: what was sent is where the next saving begins. If others' lines came in, the server puts them together.
      [this.base, this.seen] = [sent, text === sent ? version : -1];
      this.keep();
    }
  }

  // The same text came from elsewhere: another writer, or this one in another window.
  hear(fresh) {
    const text = fresh.querySelector("[name=text]").value, version = Number(fresh.querySelector("[name=seen]").value);
    if (this.isDirty || this.saving || version <= this.seen) return;
    this.write(text);
    [this.base, this.seen] = [text, version];
    this.line.textContent = fresh.querySelector("[data-status]").textContent;
  }

  write(text) {
    if (this.box.value === text) return;
    const old = this.box.value, at = this.box.selectionStart, hasCaret = document.activeElement === this.box;
    this.box.value = text;
    if (!hasCaret) return;
    let same = 0;
    while (same < old.length && same < text.length && old[same] === text[same]) same += 1;
    const caret = at <= same ? at : Math.max(same, at + text.length - old.length);
    this.box.setSelectionRange(caret, caret);
  }

  disagree({ text, version, by }) {
    this.clash = { text, version };
    this.keep();
    const part = this.querySelector("[data-clashing]");
    part.querySelector("[data-words]").textContent = this.dataset.clash.replace("%s", by);
    part.querySelector("[data-theirs]").value = text;
    part.hidden = false;
    this.line.textContent = "";
  }

  settle(which) {
    const { text, version } = this.clash;
    if (which === "both") this.box.value = `${text}\n${this.box.value}`;
    if (which === "theirs") this.box.value = text;
    [this.base, this.seen, this.clash] = [text, version, null];
    this.querySelector("[data-clashing]").hidden = true;
    if (this.isDirty) this.keep();
    else localStorage.removeItem(this.key);
    this.save();
  }

  say(word) { this.line.textContent = this.dataset[word]; }
});
