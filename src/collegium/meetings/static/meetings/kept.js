// The page that opens when a meeting is reloaded without network: what is on this device and not yet on the server. Notes
// are written on here; the real page comes back by itself, and sends everything.

const read = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
const LATER = 4000;

customElements.define("kept-here", class extends HTMLElement {
  connectedCallback() {
    const here = read("meeting-here");
    // Whoever was in another meeting on this device is not shown in this one.
    if (here?.at === location.pathname) this.show(here);
    addEventListener("online", () => this.makeWay());
    setInterval(() => this.makeWay(), LATER);
  }

  show({ who, heading }) {
    const names = Object.keys(localStorage).sort();
    const unsent = names.filter((name) => name.startsWith(`unsent:${who}:`)).map((name) => [name, read(name)]).filter(([, entry]) => entry);
    const drafts = names.filter((name) => name.startsWith(`draft:${who}:`)).map((name) => read(name)).filter(Boolean);
    this.querySelector("h1").textContent = heading;
    const notes = unsent.filter(([, entry]) => entry.here && !entry.refused).map(([name, entry]) => this.note(name, entry));
    const lines = unsent.filter(([, entry]) => !entry.here || entry.refused).map(([, { words }]) => words).concat(drafts.map((typed) => typed.map(([, words]) => words).join(" · ")));
    this.querySelector("[data-notes]").replaceChildren(...notes);
    this.querySelector("[data-list]").replaceChildren(...lines.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
    this.querySelector("[data-kept]").hidden = !lines.length;
    this.querySelector("[data-nothing]").hidden = notes.length + lines.length > 0;
  }

  // The text goes on from where it was on the real page: what it began from stays beside it.
  note(name, entry) {
    const field = this.querySelector("template").content.cloneNode(true).firstElementChild;
    const [label, box] = [field.querySelector("label"), field.querySelector("textarea")];
    label.textContent = entry.words.split(":")[0];
    label.htmlFor = box.id = name.replaceAll(":", "-");
    box.value = new Map(entry.fields).get("text");
    box.addEventListener("input", () => {
      this.typed = Date.now();
      const fields = entry.fields.map(([key, value]) => [key, key === "text" ? box.value : value]);
      const words = `${label.textContent}: ${box.value}`;
      try { localStorage.setItem(name, JSON.stringify({ ...entry, fields, words })); } catch { this.querySelector("[data-full]").hidden = false; }
    });
    return field;
  }

  // The real page takes over as soon as it can be reached, but not from under somebody's fingers.
  async makeWay() {
    if (this.querySelector("textarea:focus") && Date.now() - (this.typed ?? 0) < LATER) return;
    try {
      const found = await fetch(location.href, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(15_000) });
      if (found.status < 500) location.reload();
    } catch { /* still away */ }
  }
});
