// Tap themes in the order you want them. Without script the same wishes are chosen in the lists below.
customElements.define("wish-list", class extends HTMLElement {
  connectedCallback() {
    this.selects = [...this.querySelectorAll("select")];
    if (!this.selects.length || this.selects[0].matches(":disabled")) return;
    this.ordinals = ["first", "second", "third", "fourth", "fifth"].map((name) => this.dataset[name]);
    this.buttons = [...this.selects[0].options].filter((option) => option.value).map((option) => this.button(option));
    const list = Object.assign(document.createElement("div"), { className: "wishes" });
    list.append(...this.buttons);
    this.querySelector("ol").hidden = true;
    this.querySelector(".hint").hidden = false;
    this.append(list);
    this.draw();
  }
  button(option) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "wish", value: option.value });
    const pill = Object.assign(document.createElement("span"), { className: "pill" });
    button.append(pill, Object.assign(document.createElement("span"), { textContent: option.text }));
    button.addEventListener("click", () => this.tap(option.value));
    return button;
  }
  chosen() {
    return this.selects.map((select) => select.value).filter(Boolean);
  }
  tap(value) {
    const chosen = this.chosen();
    const wished = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
    if (wished.length > this.selects.length) return;
    this.selects.forEach((select, place) => { select.value = wished[place] || ""; });
    this.draw();
  }
  draw() {
    const chosen = this.chosen(), full = chosen.length === this.selects.length;
    for (const button of this.buttons) {
      const place = chosen.indexOf(button.value);
      button.setAttribute("aria-pressed", String(place >= 0));
      button.disabled = full && place < 0;
      button.firstChild.textContent = place < 0 ? "·" : this.ordinals[place];
      if (place < 0) delete button.firstChild.dataset.tone;
      else button.firstChild.dataset.tone = "good";
    }
  }
});
