// The notes of a step. What is typed is kept on this device until the server has it; two writers are put together there.
customElements.define("live-note", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.box = this.form.elements.text;
    this.line = this.querySelector("[data-status]");
    this.unsent = document.querySelector("unsent-box");
    this.key = `note-${this.dataset.item}`;
    this.address = this.form.action;
    this.wishes();
    [this.base, this.seen] = [this.form.elements.base.value, Number(this.form.elements.seen.value)];
    this.querySelector("[data-plain]").hidden = true;
    this.box.addEventListener("input", () => this.typed());
    this.addEventListener("click", ({ target }) => target.dataset?.take && this.settle(target.dataset.take));
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    this.online = () => this.save();
    addEventListener("online", this.online);
    const kept = this.unsent.kept(this.key), fields = new Map(kept?.fields);
    if (kept && fields.get("text") !== this.box.value) {
      [this.base, this.seen, this.box.value] = [fields.get("base"), Number(fields.get("seen")), fields.get("text")];
      this.save();
    } else if (kept) this.unsent.drop(this.key);
  }

  // On to another step: what has not been sent is still on this device, and goes on being sent.
  disconnectedCallback() {
    removeEventListener("online", this.online);
    this.gone = true;
    this.save();
  }

  get isDirty() { return this.box.value !== this.base; }

  // The piece of this note that the server does not have yet; with its address, so that any page can send it.
  keep() {
    const fields = [["text", this.box.value], ["base", this.base], ["seen", this.seen]];
    this.unsent.keep(this.key, { action: this.address, fields, words: `${this.dataset.title}: ${this.box.value}`, here: `live-note[data-item="${this.dataset.item}"]` });
  }

  // Whether one wants to be told that a line is no question: a wish of this person on this device, and nobody else's business.
  wishes() {
    this.wish = this.querySelector("[data-hints]");
    if (!this.wish) return;
    const name = `hints:${this.dataset.who}`;
    this.wish.closest("label").hidden = false;
    this.wish.checked = localStorage.getItem(name) !== "off";
    this.wish.addEventListener("change", () => {
      localStorage.setItem(name, this.wish.checked ? "on" : "off");
      this.hint([]);
    });
  }

  hint(lines) {
    const line = this.querySelector("[data-hint]");
    if (line) [line.hidden, line.textContent] = [!lines.length, lines.length ? line.dataset.words.replace("%s", lines.at(-1)) : ""];
  }

  typed() {
    this.keep();
    if (this.clash) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), 250);
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
    if (this.wish?.checked) body.append("hints", "1");
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
      if (this.gone) return this.unsent.tell(); // the box of the page goes on with it
      this.timer = setTimeout(() => this.save(), 3000);
    } finally {
      this.saving = false;
    }
    if (this.isDirty && !this.clash && !this.timer) this.timer = setTimeout(() => this.save(), 250);
  }

  acknowledge(sent, { text, version, tells }) {
    this.timer = 0;
    if (tells) this.hint(tells);
    if (this.box.value === sent) {
      this.write(text);
      [this.base, this.seen] = [text, version];
      this.unsent.drop(this.key);
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
    else this.unsent.drop(this.key);
    this.save();
  }

  say(word) { this.line.textContent = this.dataset[word]; }
});
