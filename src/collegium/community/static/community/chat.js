// A chat in progress: asks once a second whether something is new while somebody looks, and puts it in its place.
// Every form here also works without this file, by reloading the page.

const QUICK = 1000, CALM = 1500, CALM_AFTER = 60_000, AWAY = 5000;
// Not all at the same moment, even after the network was away for everybody.
const about = (wait) => wait * (0.9 + 0.2 * Math.random());
const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

customElements.define("live-chat", class extends HTMLElement {
  going = new Set();

  connectedCallback() {
    this.at = [this.dataset.version, this.dataset.released, this.dataset.until];
    this.stirred = Date.now();
    this.addEventListener("submit", (event) => this.send(event));
    document.addEventListener("visibilitychange", () => document.hidden || this.ask());
    addEventListener("online", () => this.ask());
    this.again(QUICK);
  }

  again(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), about(wait));
  }

  async ask() {
    if (document.hidden || this.asking) return;
    this.asking = true;
    let wait = Date.now() - this.stirred > CALM_AFTER ? CALM : QUICK;
    try {
      const address = `${this.dataset.ask}${this.at.join("/")}/?zone=${this.dataset.zone}`;
      const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(8000) });
      if (answer.status === 200) this.take(await answer.text());
      else if (answer.status !== 204) return location.reload();
      this.tell("");
    } catch {
      this.tell(this.dataset.noNetwork);
      wait = AWAY;
    } finally {
      this.asking = false;
    }
    this.again(wait);
  }

  // A line, a star: sent without a new page. What is typed stays until it has arrived.
  async send(event) {
    const form = event.target, address = event.submitter?.getAttribute("formaction") ?? form.action;
    if (event.defaultPrevented || form.hasAttribute("data-whole")) return;
    event.preventDefault();
    if (this.going.has(address)) return;
    this.going.add(address);
    try {
      const body = new URLSearchParams(new FormData(form));
      if (!form.elements.text) body.set("key", fresh());
      // Where it leads is this page again: nobody needs it a second time.
      const answer = await fetch(address, { method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(15_000) });
      if (answer.status >= 400) return this.whole(form, address);
      if (form.elements.text) {
        form.elements.text.value = "";
        form.elements.key.value = fresh();
      }
      this.ask();
    } catch {
      this.tell(this.dataset.noNetwork);
    } finally {
      this.going.delete(address);
    }
  }

  whole(form, address) {
    form.action = address;
    form.submit();
  }

  take(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html"), news = fresh.querySelector("[data-version]");
    if (news.dataset.open !== this.dataset.open) return location.reload();
    this.at = [news.dataset.version, news.dataset.released, news.dataset.until];
    this.stirred = Date.now();
    for (const part of fresh.querySelectorAll("section[id]")) {
      if (document.getElementById(part.id)) continue;
      this.querySelector("#part-0").before(document.adoptNode(part));
      const box = this.querySelector("select[name=question]"), choice = new Option(part.dataset.question, part.dataset.number);
      box?.append(choice);
      if (box && !this.querySelector("textarea[name=text]").value) box.value = choice.value;
    }
    for (const line of fresh.querySelectorAll("li[id]")) {
      const old = document.getElementById(line.id), list = document.getElementById(line.dataset.to);
      if (line.hasAttribute("data-gone")) old?.remove();
      else if (old) {
        // Whoever starred it by keys still stands at its star.
        const at = [...old.querySelectorAll("button")].indexOf(document.activeElement);
        old.replaceWith(document.adoptNode(line));
        line.querySelectorAll("button")[at]?.focus({ preventScroll: true });
      } else list?.append(document.adoptNode(line));
    }
  }

  tell(words) {
    const line = this.querySelector("[data-trouble]");
    line.hidden = !words;
    if (line.textContent !== words) line.textContent = words;
  }
});
