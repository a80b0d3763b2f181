// What somebody wrote while there was no network is kept on this device until the server has it: also when the tab is
// closed, and on whichever page they open next. Each piece carries its form's key, so that it acts once however often
// it is sent. What the server refuses is not thrown away: its author looks at it, or takes it along as a file.

const all = (prefix) => {
  try { return Object.keys(localStorage).filter((name) => name.startsWith(prefix)); } catch { return []; }
};
const read = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
const LATER = 4000;

customElements.define("unsent-box", class extends HTMLElement {
  connectedCallback() {
    this.mine = `unsent:${this.dataset.who}:`;
    addEventListener("online", () => this.send());
    addEventListener("storage", ({ key }) => key?.startsWith(this.mine) && this.tell());
    this.addEventListener("click", ({ target }) => this.pressed(target.closest("button")));
    this.tell();
    this.send();
  }

  get entries() {
    return all(this.mine).map((name) => [name, read(name)]).filter(([, kept]) => kept).sort(([, a], [, b]) => a.at - b.at || a.turn - b.turn);
  }

  get waits() { return this.entries.some(([, { refused }]) => !refused); }

  // False: this device has no room for it, and the page that asked must go on holding it itself.
  keep(name, entry) {
    const at = read(this.mine + name)?.at ?? Date.now();
    try { localStorage.setItem(this.mine + name, JSON.stringify({ at, turn: all(this.mine).length, ...entry })); } catch { return false; }
    return true;
  }

  kept(name) { return read(this.mine + name); }

  drop(name) { localStorage.removeItem(this.mine + name); this.tell(); }

  // One after another in the order in which they were written; the first that does not get through stops the rest.
  async send() {
    if (this.sending) return this.sending;
    clearTimeout(this.timer);
    this.sending = this.sendAll().finally(() => { this.sending = null; });
    const done = await this.sending;
    this.tell();
    if (!done) this.timer = setTimeout(() => this.send(), LATER);
    return done;
  }

  async sendAll() {
    for (const [name, entry] of this.entries) {
      if (entry.refused || this.isOpenHere(entry)) continue;
      const answer = await this.post(entry);
      if (!answer || answer.status >= 500 || answer.status === 429) return false;
      if (answer.redirected && new URL(answer.url).pathname.startsWith("/account/")) return this.away("expired");
      const now = localStorage.getItem(name), same = now === JSON.stringify(entry);
      if (answer.ok && same) localStorage.removeItem(name);
      else if (!answer.ok && same) localStorage.setItem(name, JSON.stringify({ ...entry, refused: answer.status }));
    }
    this.away("");
    return true;
  }

  // What is being written on this page sends itself: ``here`` is the selector of its element.
  isOpenHere({ here }) { return here && document.querySelector(here); }

  async post({ action, fields, here }) {
    const body = new FormData();
    for (const [name, value] of fields) name === "csrfmiddlewaretoken" || body.append(name, value);
    body.append("csrfmiddlewaretoken", this.querySelector("[name=csrfmiddlewaretoken]").value);
    const headers = here ? { Accept: "application/json" } : { "X-Live": "1" };
    try { return await fetch(action, { method: "POST", body, headers, signal: AbortSignal.timeout(15_000) }); } catch { return null; }
  }

  away(word) { this.why = word; return !word; }

  tell() {
    const entries = this.entries.filter(([, entry]) => !this.isOpenHere(entry));
    const refused = entries.some(([, entry]) => entry.refused);
    this.hidden = !entries.length;
    this.querySelector("[data-words]").textContent = entries.length ? this.dataset[refused ? "refused" : this.why || "waiting"] : "";
    this.querySelector("[data-list]").replaceChildren(...entries.map(([name, entry]) => this.line(name, entry)));
    for (const button of this.querySelectorAll("[data-do]")) button.hidden = !refused;
  }

  line(name, { words, refused, here }) {
    const line = document.createElement("li");
    line.textContent = words.length > 160 ? `${words.slice(0, 160)} …` : words;
    if (refused === 409 && here) line.append(" ", Object.assign(document.createElement("button"), { type: "button", className: "lesser", textContent: this.dataset.look, name }));
    return line;
  }

  pressed(button) {
    if (button?.dataset.do === "take") this.takeAlong();
    else if (button?.dataset.do === "drop") { for (const [name, entry] of this.entries) if (entry.refused) localStorage.removeItem(name); this.tell(); }
    else if (button?.name) this.look(button.name);
  }

  // Both texts on a page of their own, by a form as it would be sent without script.
  look(name) {
    const { action, fields } = read(name);
    const form = Object.assign(document.createElement("form"), { method: "post", action, enctype: "multipart/form-data", hidden: true });
    for (const [field, value] of [...fields, ["csrfmiddlewaretoken", this.querySelector("[name=csrfmiddlewaretoken]").value]]) {
      form.append(Object.assign(document.createElement("textarea"), { name: field, value }));
    }
    document.body.append(form);
    form.submit();
  }

  takeAlong() {
    const text = this.entries.map(([, { at, words, fields }]) => `${new Date(at).toLocaleString()}\n${new Map(fields).get("text") ?? words}\n`).join("\n");
    const link = Object.assign(document.createElement("a"), { download: "collegium-not-sent.txt", href: URL.createObjectURL(new Blob([text], { type: "text/plain" })) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
});

// Both texts put together by hand: what is on its way now is what is kept, until the server has it.
document.addEventListener("submit", ({ target }) => {
  const box = document.querySelector("unsent-box"), name = target.dataset?.settles, entry = name && box?.kept(name);
  if (entry) box.keep(name, { ...entry, refused: 0, fields: ["text", "base", "seen"].map((field) => [field, target.elements[field].value]) });
});

// Signing out with something unsent asks first: behave.js shows the question.
const ask = () => {
  for (const button of document.querySelectorAll("[data-unsent]")) {
    if (all("unsent:").length || all("draft:").length) button.dataset.confirm = button.dataset.unsent;
    else delete button.dataset.confirm;
  }
};
for (const name of ["pointerdown", "keydown", "focusin"]) document.addEventListener(name, ask, true);
ask();
