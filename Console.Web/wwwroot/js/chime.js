// The sound of a new alert. A browser plays nothing before somebody has pressed something, so it is armed by a button
// and the button shows the state: data-sound on the document = off | armed.
(() => {
  const root = document.documentElement;
  let context = null;

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

  async function arm() {
    context ??= new AudioContext();
    await context.resume();
    root.dataset.sound = 'armed';
    ring('Urgent');
  }

  root.dataset.sound = 'off';
  document.addEventListener('click', event => {
    if (!event.target.closest('[data-sound-switch]')) { return; }
    if (root.dataset.sound === 'armed') { root.dataset.sound = 'off'; } else { arm(); }
    event.target.closest('[data-sound-switch]').setAttribute('aria-pressed', root.dataset.sound === 'armed' ? 'true' : 'false');
  });

  // A page says "ring" by changing data-chime to "number:severity" (Live/Chime.cs).
  new MutationObserver(changes => {
    const signal = changes.map(change => change.target.dataset?.chime).filter(Boolean).at(-1);
    if (signal) { ring(signal.split(':')[1]); }
  }).observe(root, { subtree: true, attributes: true, attributeFilter: ['data-chime'] });
})();
