// The service worker of /field alone: a phone that opens the page without a link gets a page with the visits it saw last
// (field-offline.html, filled by js/field.js) instead of the browser's own error. It keeps files, never an answer with data.
const SHELL = ['/field-offline.html', '/app.css', '/Console.Web.styles.css', '/js/drafts.js', '/js/field-photos.js', '/js/field-queue.js', '/js/field.js', '/favicon.svg'];
const PATIENCE = 5000;

const fresh = async () => {
  const cache = await caches.open('field');
  await cache.addAll(SHELL.map(path => new Request(path, { cache: 'no-cache' })));
};

self.addEventListener('install', event => { event.waitUntil(fresh().then(() => self.skipWaiting())); });
self.addEventListener('activate', event => { event.waitUntil(self.clients.claim()); });

async function page(request, event) {
  const patience = new AbortController(), timer = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const answer = await fetch(request, { signal: patience.signal });
    clearTimeout(timer); // the page has begun to come: it may take its time
    event.waitUntil(fresh().catch(() => { /* the link has gone again: the files of last time do */ }));
    return answer;
  } catch {
    return await caches.match('/field-offline.html') ?? Response.error();
  }
}

self.addEventListener('fetch', event => {
  const { pathname } = new URL(event.request.url);
  if (event.request.mode === 'navigate') {
    if (pathname === '/field') { event.respondWith(page(event.request, event)); }
  } else if (event.request.method === 'GET' && SHELL.includes(pathname)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(pathname)));
  }
});
