// What a phone says when its owner checks in: where it is, if the owner lets it, and a mark that tells it from other phones. The mark is random and made here; nothing of the phone itself is read.
(() => {
  const name = 'points-phone';

  function mark() {
    try {
      let own = localStorage.getItem(name);
      if (!own) {
        own = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
        localStorage.setItem(name, own);
      }
      return own;
    } catch {
      return '';
    }
  }

  const position = () => new Promise(answer => {
    if (!navigator.geolocation) { answer({}); return; }
    navigator.geolocation.getCurrentPosition(
      found => answer({ latitude: found.coords.latitude, longitude: found.coords.longitude, accuracy: found.coords.accuracy }),
      () => answer({}),
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 15000 });
  });

  window.consoleCheckIn = {
    async ask(forPlace) {
      return { ...(forPlace ? await position() : {}), mark: mark() };
    },
  };
})();
