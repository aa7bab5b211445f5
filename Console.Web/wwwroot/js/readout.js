// Reads a sentence out when its button is pressed: <button data-read="words">. Where the browser has no voice in the page's language the button stays hidden.
(() => {
  const root = document.documentElement;
  const voice = () => window.speechSynthesis?.getVoices().find(one => one.lang.slice(0, 2) === root.lang.slice(0, 2));
  const show = () => { root.dataset.readout = voice() ? 'on' : 'none'; };
  show();
  window.speechSynthesis?.addEventListener('voiceschanged', show);
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-read]');
    if (!button || !voice()) { return; }
    speechSynthesis.cancel(); // a second press begins anew
    const utterance = new SpeechSynthesisUtterance(button.dataset.read);
    utterance.voice = voice();
    utterance.lang = root.lang;
    utterance.rate = 0.9;
    speechSynthesis.speak(utterance);
  });
})();
