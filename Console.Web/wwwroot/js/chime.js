// The sound of a new alert, its words aloud, and the browser's notification where the page lies behind others. A browser does none of it
// before somebody has pressed something, so each is armed by a button and the button shows the state:
// data-sound = off | armed, data-voice = off | armed | none (the browser has no voice in this language).
(() => {
  const root = document.documentElement;
  let context = null, said = { words: '', at: 0 };

  function tone(at, frequency, length) {
    const oscillator = context.createOscillator(), gain = context.createGain();
    oscillator.frequency.value = frequency;
    gain.gain.setValueAtTime(0.0001, at);
    gain.gain.exponentialRampToValueAtTime(0.35, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + length);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(at);
    oscillator.stop(at + length);
  }

  // Two rising notes for something new, three quick high ones when it is critical.
  function ring(severity) {
    if (root.dataset.sound !== 'armed' || !context) { return; }
    const at = context.currentTime + 0.05;
    if (severity === 'Critical') { [0, 0.22, 0.44].forEach(d => tone(at + d, 988, 0.18)); }
    else { tone(at, 587, 0.25); tone(at + 0.28, 784, 0.35); }
  }

  const voice = () => window.speechSynthesis?.getVoices().find(one => one.lang.slice(0, 2) === root.lang.slice(0, 2));

  function speak(words) {
    if (root.dataset.voice !== 'armed' || !voice()) { return; }
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.voice = voice();
    utterance.lang = root.lang;
    speechSynthesis.speak(utterance); // one after the other: the browser keeps the queue
  }

  // Only where nobody looks at the page: it says the same by itself.
  function notify(words) {
    if (root.dataset.sound !== 'armed' || !document.hidden || window.Notification?.permission !== 'granted') { return; }
    try {
      const notice = new Notification(words, { tag: 'console-alert', renotify: true, icon: 'favicon.svg', lang: root.lang });
      notice.onclick = () => { window.focus(); notice.close(); };
    } catch {
      // Some phones notify through a service worker only.
      navigator.serviceWorker?.getRegistration().then(worker => worker?.showNotification(words, { tag: 'console-alert', renotify: true }));
    }
  }

  // The desk and the bar of calls tell of the same alert at the same time: it is said once.
  function tell(words) {
    if (!words || (said.words === words && Date.now() - said.at < 10000)) { return; }
    said = { words, at: Date.now() };
    speak(words);
    notify(words);
  }

  async function arm() {
    context ??= new AudioContext();
    await context.resume();
    root.dataset.sound = 'armed';
    ring('Urgent');
    if (window.Notification?.permission === 'default') { Notification.requestPermission(); }
  }

  function show() {
    const press = (name, armed) => document.querySelectorAll(`[data-${name}-switch]`).forEach(button => button.setAttribute('aria-pressed', String(armed)));
    press('sound', root.dataset.sound === 'armed');
    press('voice', root.dataset.voice === 'armed');
  }

  // Voices come some time after the page; without one the button says so rather than keep silent in an emergency.
  function voices() {
    if (!voice()) { root.dataset.voice = 'none'; } else if (root.dataset.voice === 'none') { root.dataset.voice = 'off'; }
    show();
  }

  root.dataset.sound = 'off';
  root.dataset.voice = 'none';
  voices();
  window.speechSynthesis?.addEventListener('voiceschanged', voices);
  document.addEventListener('click', async event => {
    const button = event.target.closest('[data-sound-switch], [data-voice-switch]');
    if (!button) { return; }
    if ('soundSwitch' in button.dataset) {
      if (root.dataset.sound === 'armed') { root.dataset.sound = 'off'; } else { await arm(); }
    } else if (root.dataset.voice === 'armed') {
      root.dataset.voice = 'off';
      speechSynthesis.cancel();
    } else if (voice()) {
      root.dataset.voice = 'armed';
      speak(button.dataset.sample);
    }
    show();
  });

  // A page says "ring" by changing data-chime to "number:severity", and what to say by data-say (Live/Chime.cs).
  new MutationObserver(changes => {
    const rung = changes.map(change => change.target).filter(target => target.dataset?.chime).at(-1);
    if (rung) {
      ring(rung.dataset.chime.split(':')[1]);
      tell(rung.dataset.say);
    }
  }).observe(root, { subtree: true, attributes: true, attributeFilter: ['data-chime'] });
})();
