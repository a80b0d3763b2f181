// Shows what was sent to this browser; a tap opens Collegium, in a window that is open already if there is one.
self.addEventListener("push", (event) => {
  const { title, body, tag, url } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: url }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    return open.length ? open[0].focus() : self.clients.openWindow(event.notification.data);
  })());
});
