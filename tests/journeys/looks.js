// What somebody with eyes would say of a page: too wide, cut off, standing outside of its box, written over.
() => {
  const found = [], root = document.scrollingElement, wide = root.scrollWidth - document.documentElement.clientWidth;
  const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const named = (one) => {
    const kind = one.tagName.toLowerCase() + (one.id ? `#${one.id}` : "") + [...one.classList].map((name) => `.${name}`).join("");
    return `${kind} “${(one.textContent || "").trim().replace(/\s+/g, " ").slice(0, 70)}”`;
  };
  const aside = ".unseen, .skip, svg, option, select, dialog:not([open]), [popover]:not(:popover-open), iframe";
  const cuts = (value) => value === "hidden" || value === "clip";
  const scrolls = (one) => {
    for (let up = one; up && up !== document.body; up = up.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  if (wide > 0) {
    const edge = document.documentElement.clientWidth, rtl = document.documentElement.dir === "rtl";
    const out = [...document.querySelectorAll("body *")].filter((one) => {
      const box = one.getBoundingClientRect();
      return seen(one) && !scrolls(one) && (rtl ? box.left < -1 : box.right > edge + 1);
    });
    found.push(`${wide} px too wide: ${out.slice(-2).map(named).join(" and ")}`);
  }
  for (const one of document.querySelectorAll("body *")) {
    const style = getComputedStyle(one);
    if (one.closest(aside) || style.clipPath !== "none" || !seen(one) || !(one.textContent || "").trim()) continue;
    const across = cuts(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
    const down = cuts(style.overflowY) && one.scrollHeight > one.clientHeight + 1;
    if (one.clientWidth && (across || down)) found.push(`${one.matches(".clipped") ? "shortened" : "cut off"}: ${named(one)}`);
  }
  const pieces = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const holder = text.parentElement;
    if (!text.data.trim() || holder.closest(`${aside}, script, style, template, textarea, .clipped, details:not([open]) > :not(summary)`) || !seen(holder)) continue;
    let box = holder;
    while (getComputedStyle(box).display.startsWith("inline") && !/inline-(block|flex|grid)/.test(getComputedStyle(box).display)) box = box.parentElement;
    if (getComputedStyle(box).display === "contents") continue;
    const range = document.createRange(), frame = box.getBoundingClientRect();
    range.selectNodeContents(text);
    let floats = false, hidden = false;
    for (let up = holder; up; up = up.parentElement) {
      const { position, overflowY, clipPath } = getComputedStyle(up);
      floats ||= ["fixed", "sticky", "absolute"].includes(position) || (up !== document.body && ["auto", "scroll"].includes(overflowY));
      hidden ||= clipPath !== "none";
    }
    if (hidden) continue;
    for (const line of range.getClientRects()) {
      if (line.width < 2) continue;
      if (line.right > frame.right + 2 || line.left < frame.left - 2) { found.push(`outside of its box: ${named(box)}`); break; }
      if (!floats) pieces.push({ line, holder });
    }
  }
  pieces.sort((one, other) => one.line.top - other.line.top);
  for (let at = 0; at < pieces.length; at++)
    for (let next = at + 1; next < pieces.length && pieces[next].line.top < pieces[at].line.bottom; next++) {
      const { line: one, holder } = pieces[at], { line: other, holder: its } = pieces[next];
      const over = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const deep = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (over > 3 && deep > Math.min(one.height, other.height) * .6 && holder !== its) found.push(`written over: ${named(holder)} and ${named(its)}`);
    }
  return [...new Set(found)];
}
