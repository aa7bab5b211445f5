// Starts the circuit so that a silent link is known within 5 s, and says on the document what is trusted:
// data-link = up | lost (no connection) | stale (connected, but nothing new for 30 s) | gone (the circuit is no more).
(() => {
  const root = document.documentElement;
  let last = Date.now(), down = false;

  const pad = n => String(n).padStart(2, '0');
  function say(state) {
    if (root.dataset.link === state) { return; }
    if (state !== 'up') {
      const when = new Date(last);
      const label = document.getElementById('link-last');
      if (label) { label.textContent = `${pad(when.getHours())}:${pad(when.getMinutes())}:${pad(when.getSeconds())}`; }
    }
    root.dataset.link = state;
    document.dispatchEvent(new CustomEvent('console:link', { detail: state }));
  }

  // The server's pulse (Live/Pulse.razor) changes data-now every few seconds; with the pulse the data stands still.
  new MutationObserver(changes => {
    if (changes.some(c => c.target.id === 'estate-clock')) { last = Date.now(); if (!down) { say('up'); } }
  }).observe(root, { subtree: true, attributes: true, attributeFilter: ['data-now'] });
  setInterval(() => {
    if (!down && document.querySelector('[data-pulse]') && Date.now() - last > 30000) { say('stale'); }
  }, 1000);

  const standard = () => Blazor.defaultReconnectionHandler;
  Blazor.start({
    circuit: {
      configureSignalR: builder => builder.withServerTimeout(4000).withKeepAliveInterval(1500),
      reconnectionHandler: {
        onConnectionDown: () => {
          down = true;
          say('lost');
          standard().onConnectionDown({ maxRetries: 1000, retryIntervalMilliseconds: 1000 });
        },
        onConnectionUp: () => {
          down = false;
          last = Date.now();
          say('up');
          standard().onConnectionUp();
        },
      },
    },
  });

  // The handler above tells its progress through this element; ours stays a banner, never a wall before the page.
  const progress = document.createElement('div');
  progress.id = 'components-reconnect-modal';
  progress.hidden = true;
  document.body.append(progress);
  new MutationObserver(() => {
    if (/components-reconnect-(rejected|failed)/.test(progress.className)) {
      say('gone'); // the server was restarted: drafts are kept by drafts.js, so a fresh page loses nothing
      setTimeout(() => location.reload(), 1500);
    }
  }).observe(progress, { attributes: true, attributeFilter: ['class'] });
})();
