// Small kindnesses on top of pages that work without them. No eval, no inline handlers.

const busy = "aria-disabled";

// A second press on a slow evening does not post twice. Set after the submit, so that the button's own value still travels.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (event.defaultPrevented && !event.target.closest("[hx-post], [data-hx-post]")) return;
  if (!button) return;
  if (button.getAttribute(busy) === "true") return event.preventDefault();
  setTimeout(() => button.setAttribute(busy, "true"));
  setTimeout(() => button.removeAttribute(busy), 8000); // an answer that is a file brings no new page
});
const wake = (root) => root.querySelectorAll(`button[${busy}]`).forEach((button) => button.removeAttribute(busy));
addEventListener("pageshow", () => wake(document));

// Who uses keys and stood in a piece that was swapped goes on at the new one; if nothing came in its place, at the page.
let stoodIn = false, piece = null;
document.addEventListener("htmx:beforeSwap", ({ target }) => { [stoodIn, piece] = [document.activeElement !== document.body && target.contains(document.activeElement), null]; });
document.addEventListener("htmx:afterSwap", ({ target }) => { piece ??= target; });
document.addEventListener("htmx:afterRequest", () => {
  wake(document);
  if (!stoodIn || document.activeElement !== document.body) return;
  const place = piece?.isConnected ? piece : document.getElementById("main");
  if (!place.matches("[tabindex]")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
});

// A passkey that is not there, or that somebody put away again: the page says so beside its button.
document.addEventListener("allauth.error", (event) => {
  const said = document.getElementById("passkey_trouble");
  if (!said) return;
  event.preventDefault();
  said.textContent = said.dataset.words;
});

// The list of what is missing gets the focus, on a loaded page and on a swapped piece.
const toErrors = (root) => root.querySelector("[data-errors]")?.focus();
document.addEventListener("htmx:afterSettle", (event) => toErrors(event.target));
toErrors(document);

// What a swapped piece brings is said once, in a place that stays: a region that is itself replaced is seldom read out.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  const place = document.getElementById("said"), piece = target.closest("[data-said]") ?? target.querySelector("[data-said]");
  const words = piece && (piece.dataset.said || piece.innerText).trim().replace(/\s+/g, " ");
  if (place && words && place.textContent !== words) place.textContent = words;
});

// "Are you sure?" in a dialog of the page. data-confirm says what will happen; the button's own words say yes.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-confirm]");
  if (!button || button.dataset.agreed) return void (button && delete button.dataset.agreed);
  event.preventDefault();
  event.stopImmediatePropagation();
  const dialog = document.createElement("dialog");
  const words = Object.assign(document.createElement("p"), { textContent: button.dataset.confirm, id: "confirm-words" });
  const form = Object.assign(document.createElement("form"), { method: "dialog", className: "actions" });
  const yes = Object.assign(document.createElement("button"), { value: "yes", textContent: button.textContent.trim(), className: button.className || "primary" });
  const no = Object.assign(document.createElement("button"), { value: "", textContent: button.dataset.no || "Not now", autofocus: true });
  form.append(no, yes);
  dialog.append(words, form);
  dialog.className = "stack";
  dialog.setAttribute("aria-labelledby", words.id);
  dialog.addEventListener("close", () => {
    dialog.remove();
    button.focus();
    if (dialog.returnValue) (button.dataset.agreed = "yes"), button.click();
  });
  document.body.append(dialog);
  dialog.showModal();
}, true);

document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(target)) menu.open = false;
  if (target.closest("[data-print]")) print();
  const all = target.closest("[data-tick]"); // data-tick="all" or "none", for the boxes of the nearest fieldset, form or card
  if (all) for (const box of all.closest("fieldset, form, .card").querySelectorAll("[type=checkbox]:not(:disabled)")) {
    box.checked = all.dataset.tick === "all";
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
  if (menu) (menu.open = false), menu.querySelector("summary").focus();
});

// <copy-text data-done="Copied"><input readonly value="…"><button type="button">Copy</button></copy-text>
customElements.define("copy-text", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", async (event) => {
      const button = event.target.closest("button"), source = this.querySelector("input, textarea, code");
      if (!button || !source) return;
      source.select?.();
      try { await navigator.clipboard.writeText(source.value ?? source.textContent); } catch { return; }
      const word = button.textContent;
      button.textContent = this.dataset.done || "Copied";
      setTimeout(() => { button.textContent = word; }, 2000);
    });
  }
});

// <name-filter><input type="search">…<label>…</label>…</name-filter> keeps the names that hold what is typed, and the ticked ones.
customElements.define("name-filter", class extends HTMLElement {
  connectedCallback() {
    const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    this.addEventListener("input", ({ target }) => {
      if (target.type !== "search") return;
      const wanted = plain(target.value);
      for (const label of this.querySelectorAll("label")) {
        label.hidden = !plain(label.textContent).includes(wanted) && !label.querySelector(":checked");
      }
    });
    this.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.type === "search") event.preventDefault();
    });
  }
});
