// Asks the browser for an address at its maker's, and sends it with the form. What cannot be is said, and nothing breaks.

customElements.define("own-notices", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!("serviceWorker" in navigator) || !("PushManager" in window)) return this.say("cannot");
    if (Notification.permission === "denied") return this.say("refused");
    this.form.hidden = false;
    // Before the page's own care for forms: this one is sent when it is filled.
    this.form.addEventListener("submit", (event) => this.fill(event), true);
  }

  say(what) {
    this.form.hidden = true;
    this.querySelector(`[data-when=${what}]`).hidden = false;
  }

  async fill(event) {
    if (this.form.elements.endpoint.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await Notification.requestPermission() !== "granted") return this.say("refused");
    try {
      const { endpoint, keys } = (await this.subscription()).toJSON();
      Object.assign(this.form.elements.endpoint, { value: endpoint });
      Object.assign(this.form.elements.key, { value: keys.p256dh });
      Object.assign(this.form.elements.secret, { value: keys.auth });
      this.form.requestSubmit();
    } catch {
      this.say("cannot");
    }
  }

  async subscription() {
    const made = await navigator.serviceWorker.register(this.dataset.worker);
    const worker = made.installing || made.waiting;
    if (worker && !made.active) await new Promise((done) => worker.addEventListener("statechange", () => made.active && done()));
    // One that was made for another person, or before our key was another, is not taken over.
    await (await made.pushManager.getSubscription())?.unsubscribe();
    return made.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: this.dataset.key });
  }
});
