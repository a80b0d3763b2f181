// Keeps one page, so that it opens where there is no network. It holds nobody's words.
const FILES = JSON.parse("{{ files|escapejs }}"), PAGE = "{{ page }}", KEPT = "{{ name }}-{{ version }}";
const INSTEAD_OF = new RegExp("{{ instead_of|escapejs }}");

self.addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(KEPT);
  await cache.addAll(FILES);
  await cache.put(PAGE, await fetch(PAGE, { credentials: "omit", cache: "no-store" }));
  await self.skipWaiting();
})()));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("{{ name }}-") && name !== KEPT) await caches.delete(name);
  await self.clients.claim();
})()));

// A network that does not answer is none.
const soon = (asked) => Promise.race([asked, new Promise((_, never) => setTimeout(never, 4000))]);

self.addEventListener("fetch", (event) => {
  const { request } = event, { pathname } = new URL(request.url);
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && INSTEAD_OF.test(pathname)) {
    event.respondWith(soon(fetch(request)).catch(() => caches.match(PAGE)));
  } else if (FILES.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((found) => found || fetch(request)));
  }
});
