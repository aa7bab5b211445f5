// Theme, type size and language: applied at once, kept in cookies so that the server draws the next page with them.
(() => {
  const root = document.documentElement;
  const year = 60 * 60 * 24 * 365;
  const write = (name, value) => { document.cookie = `${name}=${value}; path=/; max-age=${year}; samesite=lax`; };

  function show(theme, font) {
    root.dataset.theme = theme;
    root.dataset.font = font;
    const radzen = theme === 'light' ? 'material' : 'material-dark';
    for (const part of ['base', 'wcag']) {
      const link = document.getElementById(`radzen-${part}`);
      if (link) { link.href = link.getAttribute('href').replace(/css\/material(-dark)?-/, `css/${radzen}-`); }
    }
    write('look', `${theme}.${font}`);
  }

  const wishes = question => matchMedia(question).matches;
  if (!/(^|; )look=/.test(document.cookie)) {
    if (wishes('(prefers-contrast: more)')) { show('contrast', root.dataset.font); }
    else if (wishes('(prefers-color-scheme: dark)')) { show('dark', root.dataset.font); }
  }

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-look]');
    if (!button) { return; }
    const { theme, font } = root.dataset;
    switch (button.dataset.look) {
      case 'theme': show({ light: 'dark', dark: 'contrast' }[theme] ?? 'light', font); break;
      case 'font': show(theme, font === 'large' ? 'normal' : 'large'); break;
      case 'language':
        write('.AspNetCore.Culture', encodeURIComponent(`c=${button.dataset.language}|uic=${button.dataset.language}`));
        location.reload();
        break;
    }
  });
})();
