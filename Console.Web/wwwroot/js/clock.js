// One ticker for every time on the page. The program's clock may run faster than the wall's (demo speed), so all of them
// count from #estate-clock: data-now (ms of the program's time), data-speed, data-offset (minutes east of UTC).
(() => {
  const root = document.documentElement;
  const chinese = () => root.lang.startsWith('zh');
  let base = Date.now(), mark = performance.now(), speed = 1, offset = 480, seen = '';

  const now = () => base + (performance.now() - mark) * speed;
  const two = n => String(n).padStart(2, '0');

  function resync() {
    const clock = document.getElementById('estate-clock');
    if (!clock || clock.dataset.now === seen) { return clock; }
    seen = clock.dataset.now;
    base = Number(seen);
    mark = performance.now();
    speed = Number(clock.dataset.speed);
    offset = Number(clock.dataset.offset);
    return clock;
  }

  // The words of CommunityConsole.Web.Text.Durations, which draws the first state.
  function span(ms) {
    const total = Math.max(0, Math.floor(ms / 1000));
    const days = Math.floor(total / 86400), hours = Math.floor(total / 3600) % 24;
    const minutes = Math.floor(total / 60) % 60, seconds = total % 60;
    if (days > 0) { return chinese() ? `${days} 天 ${hours} 小时` : `${days} d ${hours} h`; }
    if (hours > 0) { return chinese() ? `${hours} 小时 ${two(minutes)} 分` : `${hours} h ${two(minutes)} min`; }
    return chinese() ? `${minutes} 分 ${two(seconds)} 秒` : `${minutes} min ${two(seconds)} s`;
  }

  // Text nodes are written in place: the framework keeps hold of them.
  function write(element, text) {
    const node = element.firstChild;
    if (node && node.nodeType === Node.TEXT_NODE) {
      if (node.data !== text) { node.data = text; }
    }
  }

  function tick() {
    const clock = resync();
    const at = now();
    if (clock) {
      const local = new Date(at + offset * 60000);
      write(clock, `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`);
    }
    for (const element of document.querySelectorAll('time[data-since]')) {
      write(element, span(at - Number(element.dataset.since)));
    }
    for (const element of document.querySelectorAll('time[data-until]')) {
      const from = Number(element.dataset.from), until = Number(element.dataset.until);
      const left = until - at;
      write(element, (left < 0 ? element.dataset.over : element.dataset.left) + ' ' + span(Math.abs(left)));
      const stage = left < 0 ? 'over' : left < (until - from) / 2 ? 'half' : 'fresh';
      if (element.dataset.stage !== stage) { element.dataset.stage = stage; }
      const ring = element.closest('[data-ring]');
      if (ring) { ring.style.setProperty('--gone', Math.min(1, Math.max(0, 1 - left / (until - from)))); }
    }
  }

  window.consoleClock = { now, speed: () => speed, offset: () => offset };
  setInterval(tick, 1000);
  document.addEventListener('DOMContentLoaded', tick);
  new MutationObserver(() => { if (document.getElementById('estate-clock')?.dataset.now !== seen) { tick(); } })
    .observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-now'] });
})();
